// Follows the call as it is typed: the summary, the echoes, and who may match. Without this
// script "Check" and "Find" show the same.
const REST = 500; // milliseconds without a key
const FEWEST = 3; // characters before people are looked up
const form = document.querySelector('[data-call]');

function after(rest, act) {
  let timer;
  return () => { clearTimeout(timer); timer = setTimeout(act, rest); };
}

// Only the latest answer counts, so that a slow one never overwrites a newer one.
function asker(address, answers) {
  let latest = 0;
  return async (show) => {
    const mine = ++latest;
    const answer = await fetch(address, { method: 'POST', body: answers() }).catch(() => null);
    if (answer?.ok && mine === latest) show(answer);
  };
}

function everything() {
  const answers = new FormData(form);
  answers.delete('request_id'); // belongs to sending alone
  return answers;
}

const askSummary = asker(form.dataset.sumUp, everything);
const askPeople = asker(form.dataset.lookUp, everything);

function sumUp() {
  askSummary(async (answer) => {
    for (const [name, html] of Object.entries(await answer.json())) {
      const part = form.querySelector(`[data-part="${name}"]`);
      if (part && part.innerHTML !== html) part.innerHTML = html;
    }
  });
}

function lookUp() {
  const box = form.querySelector('[name=find]');
  if (box.value.trim().length < FEWEST) return;
  askPeople(async (answer) => {
    const found = form.querySelector('[data-found]');
    found.innerHTML = await answer.text();
    form.querySelector('[data-found-says]').textContent = found.querySelector('[data-says]')?.dataset.says ?? '';
  });
}

// Kept on leaving a field, and every five seconds while something changed.
const SAVE_EVERY = 5000;
let changed = false;
const askToSave = asker(form.dataset.save, everything);

function saveCall() {
  if (!changed) return;
  changed = false;
  askToSave(async (answer) => {
    form.querySelector('[data-part="saved"]').textContent = (await answer.json()).saved;
  });
}

form.addEventListener('input', (event) => { if (event.target.name !== 'find') changed = true; });
form.addEventListener('focusout', saveCall);
setInterval(saveCall, SAVE_EVERY);
form.addEventListener('submit', () => { changed = false; });

const soonSumUp = after(REST, sumUp);
const soonLookUp = after(REST, lookUp);

form.addEventListener('input', (event) => (event.target.name === 'find' ? soonLookUp() : soonSumUp()));

function moveAmongFound(event) {
  const choices = [...form.querySelectorAll('[data-choose]')];
  const stops = [form.querySelector('[name=find]'), ...choices];
  const here = stops.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (here < 0 || !choices.length) return;
  if (event.key === 'Escape') {
    form.querySelector('[data-found]').replaceChildren();
    stops[0].focus();
  } else if (step) {
    event.preventDefault();
    stops[Math.min(Math.max(here + step, 0), choices.length)].focus();
  }
}

form.addEventListener('keydown', moveAmongFound);
