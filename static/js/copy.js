// Copy buttons answer in place; they stay hidden where the browser cannot copy.
const ANSWER_FOR = 3000; // milliseconds

async function copy(button) {
  const words = button.querySelector('[data-copy-words]');
  await navigator.clipboard.writeText(button.dataset.copy);
  words.setAttribute('role', 'status');
  words.textContent = 'Copied';
  setTimeout(() => { words.textContent = 'Copy'; }, ANSWER_FOR);
}

if (navigator.clipboard) {
  for (const button of document.querySelectorAll('[data-copy]')) {
    button.hidden = false;
    button.addEventListener('click', () => copy(button));
  }
}
