// Counts the seconds a decision can still be taken back, and takes the offer away after them.
const SECOND = 1000;
const offers = [...document.querySelectorAll('[data-undo-until]')];

function count() {
  for (const offer of offers) {
    const left = Math.ceil((Date.parse(offer.dataset.undoUntil) - Date.now()) / SECOND);
    if (left > 90) offer.textContent = `${Math.round(left / 60)} minutes left`;
    else if (left > 0) offer.textContent = `${left} ${left === 1 ? 'second' : 'seconds'} left`;
    else for (const form of offer.closest('.lb-undo')?.querySelectorAll('form') ?? []) form.remove();
  }
}

if (offers.length) setInterval(count, SECOND);
