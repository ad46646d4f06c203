// Hide screen: covers the page until a key is pressed; after 5 minutes the password is asked.
// The moment of hiding is kept, so that loading the page again does not uncover it.
const LIMIT = 5 * 60 * 1000; // milliseconds
const KEPT = 'lightbulb-hidden-at';
const cover = document.querySelector('[data-cover]');
const button = document.querySelector('[data-hide-screen]');
let timer;

function askForPassword() {
  sessionStorage.removeItem(KEPT);
  const here = encodeURIComponent(location.pathname + location.search);
  location.replace(`${cover.dataset.passwordUrl}?next=${here}`);
}

function hide(since) {
  const left = LIMIT - (Date.now() - since);
  if (left <= 0) return askForPassword();
  sessionStorage.setItem(KEPT, String(since));
  cover.showModal();
  document.title = 'Screen hidden – Lightbulb';
  timer = setTimeout(askForPassword, left);
}

function show(event) {
  if (!cover.open) return;
  event.preventDefault();
  const since = Number(sessionStorage.getItem(KEPT));
  if (Date.now() - since >= LIMIT) return askForPassword();
  clearTimeout(timer);
  sessionStorage.removeItem(KEPT);
  document.title = title;
  cover.close();
}

const title = document.title;
if (cover && button) {
  button.hidden = false;
  button.addEventListener('click', () => hide(Date.now()));
  cover.addEventListener('cancel', (event) => event.preventDefault());
  document.addEventListener('keydown', show, { capture: true });
  cover.addEventListener('click', show);
  const since = Number(sessionStorage.getItem(KEPT));
  if (since) hide(since);
}
