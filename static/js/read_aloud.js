// Reads the sheet aloud with the device's own voice, in the words that are printed.
const button = document.querySelector('[data-read-aloud]');
const sheet = document.querySelector('[data-sheet]');

function words() {
  const parts = [...sheet.querySelectorAll('h1, h2, p, li')].filter((part) => !part.closest('[data-not-read]'));
  return parts.map((part) => part.textContent.trim().replace(/\s+/g, ' ')).join('. ');
}

function ended() {
  button.textContent = 'Read aloud';
}

if (button && 'speechSynthesis' in window) {
  button.hidden = false;
  button.addEventListener('click', () => {
    if (speechSynthesis.speaking) return speechSynthesis.cancel();
    const said = new SpeechSynthesisUtterance(words());
    said.lang = 'en-GB';
    said.rate = 0.9; // a little slower than it would
    said.addEventListener('end', ended);
    said.addEventListener('error', ended);
    button.textContent = 'Stop reading';
    speechSynthesis.speak(said);
  });
  window.addEventListener('pagehide', () => speechSynthesis.cancel());
}
