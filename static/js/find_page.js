// Shows who matches as it is typed. Without this script "Find" shows the same.
const REST = 300; // milliseconds without a key
const FEWEST = 3; // characters before people are looked up
const form = document.querySelector('[data-find]');
const shown = document.querySelector('[data-found]');
let timer;
let latest = 0;

async function look(text) {
  const mine = ++latest;
  const body = new URLSearchParams({ q: text, csrfmiddlewaretoken: form.dataset.token });
  const answer = await fetch(form.dataset.find, { method: 'POST', body }).catch(() => null);
  if (answer?.ok && mine === latest) shown.innerHTML = await answer.text();
}

form.addEventListener('input', (event) => {
  clearTimeout(timer);
  const text = event.target.value.trim();
  if (text.length >= FEWEST) timer = setTimeout(() => look(text), REST);
});
