// Counts the seconds a decision can still be taken back, and takes the offer away after them.
const SECOND = 1000;
const offers = [...document.querySelectorAll('[data-undo-until]')];

function count() {
  for (const offer of offers) {
    const left = Math.ceil((Date.parse(offer.dataset.undoUntil) - Date.now()) / SECOND);
    if (left > 0) offer.textContent = `${left} seconds left`;
    else offer.closest('form').remove();
  }
}

if (offers.length) setInterval(count, SECOND);
