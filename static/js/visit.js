// Saves the visit's answers on every change. The form itself still works without this.
const HOW = {
  saw: { seen: true },
  said: { said_by: 'person', seen: false },
  other: { said_by: 'other', seen: false },
};
const PAUSE = 600; // milliseconds of rest before words being typed are saved
const AGAIN = 10000; // milliseconds until a save that failed is tried again
const LONGEST = 15000; // milliseconds until a save without a reply counts as failed
const form = document.querySelector('[data-visit]');
const field = (name) => form.querySelector(`input[name="${name}"]`);
const answers = [...form.querySelectorAll('[data-answer]')];
let base = JSON.parse(field('base').value || '{}');
let savedAt = form.querySelector('[data-status] strong')?.textContent.replace('Saved ', '') ?? '';
let saving = false;
let changes = 0; // since the page was opened; a save knows which it carries
let kept = 0; // the changes the server has
let clashing = false;
let unsure; // a document that was sent and of which no reply came
let waiting; // a button pressed while a save was on its way
let timer;

const chosen = (part) => part.querySelector('input[type="radio"]:checked')?.value ?? '';
const lines = (part) => [...part.querySelectorAll('input:not([type="radio"])')];
const isWords = (part) => lines(part).length > 0;
const typed = (part) => (isWords(part)
  ? lines(part).map((line) => line.value.trim()).join('\n').trim() : chosen(part));

function howOf(answer = {}) {
  if (answer.seen === true) return 'saw';
  return { person: 'said', other: 'other' }[answer.said_by] ?? '';
}

function documentOfPage() {
  const page = structuredClone(base);
  for (const part of answers) {
    const id = part.dataset.answer;
    const value = typed(part);
    const answer = { ...page[id] };
    if (part.dataset.part === 'how') {
      if (value && value !== howOf(answer)) {
        delete answer.said_by;
        delete answer.seen;
        Object.assign(answer, HOW[value]);
      }
    } else if (value || 'value' in answer) answer.value = value;
    if (Object.keys(answer).length) page[id] = answer;
  }
  return page;
}

function show(words, { problem = false, strong = false } = {}) {
  const status = form.querySelector('[data-status]');
  const shown = strong ? document.createElement('strong') : document.createElement('span');
  shown.textContent = words;
  status.replaceChildren(shown);
  form.querySelector('[data-sync]').classList.toggle('lb-sync--problem', problem);
}

const notSaved = (why = '') => show(
  `Not saved${savedAt ? ` since ${savedAt}` : ' yet'}: ${why}keep this page open`,
  { problem: true, strong: true },
);

function keep(page, answer) {
  base = page;
  field('base').value = JSON.stringify(page);
  field('revision').value = answer.revision;
  savedAt = new Date(answer.saved_at).toLocaleTimeString('en-GB', {
    hour: '2-digit', minute: '2-digit', timeZone: 'Europe/London',
  });
}

async function save() {
  clearTimeout(timer);
  if (saving || clashing || kept === changes) return;
  saving = true;
  const carried = changes;
  const page = documentOfPage();
  show('Saving');
  try {
    const reply = await fetch(form.dataset.url, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json', 'X-CSRFToken': field('csrfmiddlewaretoken').value },
      body: JSON.stringify({ revision: Number(field('revision').value), answers: page, base }),
      signal: AbortSignal.timeout(LONGEST),
    });
    await read(reply, page, carried);
  } catch {
    unsure = page;
    notSaved();
    timer = setTimeout(save, AGAIN);
  } finally {
    saving = false;
  }
  if (waiting) return form.requestSubmit(waiting);
  if (!clashing && kept >= carried && kept < changes) save();
}

async function read(reply, page, carried) {
  const isJson = reply.headers.get('Content-Type')?.includes('json');
  if (reply.ok && isJson) {
    keep(page, await reply.json());
    kept = carried;
    unsure = undefined;
    show(`Saved ${savedAt}`, { strong: true });
  } else if (reply.status === 409) meet(await reply.json(), page);
  else {
    const ended = [401, 403].includes(reply.status);
    const renewed = ended && await renew();
    notSaved(ended && !renewed ? 'sign in again in another window, and ' : '');
    timer = setTimeout(save, renewed ? PAUSE : AGAIN);
  }
}

// After another sign-in this page carries the token of the one before. True when it is renewed.
async function renew() {
  const reply = await fetch(window.location.href);
  const fresh = new DOMParser().parseFromString(await reply.text(), 'text/html');
  const token = fresh.querySelector('[data-visit] input[name="csrfmiddlewaretoken"]');
  if (token) field('csrfmiddlewaretoken').value = token.value;
  return Boolean(token);
}

// Another window saved in between: what does not clash is joined, the rest is for a person.
function meet(problem, page) {
  if (unsure && same(problem.current?.answers, unsure)) { // its reply was lost, and it was kept
    base = unsure;
    unsure = undefined;
    field('base').value = JSON.stringify(base);
    field('revision').value = problem.current.revision;
    timer = setTimeout(save, 0);
  } else if (problem.clashes?.length === 0 && changesSince(page).length === 0) {
    base = problem.current.answers;
    field('base').value = JSON.stringify(base);
    field('revision').value = problem.current.revision;
    fill(problem.joined);
    timer = setTimeout(save, 0);
  } else if (problem.clashes?.length === 0) {
    timer = setTimeout(save, PAUSE);
  } else {
    clashing = true;
    notSaved();
    tellOfClash(problem);
  }
}

// Parts of the page that changed while the save was on its way.
const changesSince = (page) => {
  const now = documentOfPage();
  return Object.keys(now).filter((id) => JSON.stringify(now[id]) !== JSON.stringify(page[id]));
};

const inOrder = (_, value) => (value && typeof value === 'object'
  ? Object.fromEntries(Object.entries(value).sort()) : value);
const same = (one, other) => JSON.stringify(one, inOrder) === JSON.stringify(other, inOrder);

function fill(joined) {
  for (const part of answers) {
    const answer = joined[part.dataset.answer] ?? {};
    const value = part.dataset.part === 'how' ? howOf(answer) : String(answer.value ?? '');
    const rows = value.split('\n');
    if (isWords(part)) lines(part).forEach((line, n) => { line.value = rows[n] ?? ''; });
    else for (const input of part.querySelectorAll('input')) input.checked = input.value === value;
  }
  count();
}

function tellOfClash(problem) {
  const box = document.querySelector('[data-clash]');
  const words = document.createElement('p');
  const number = problem.clashes?.length;
  words.textContent = number
    ? `${number} ${number === 1 ? 'answer was' : 'answers were'} changed in another window too. Nothing you typed is lost.`
    : `${problem.detail} What you typed is still on this page.`;
  const button = document.createElement('button');
  button.className = 'govuk-button lb-button--white';
  button.name = 'act';
  button.value = 'save';
  button.textContent = number ? 'Choose which to keep' : 'See what is not saved';
  box.replaceChildren(words, button);
  box.hidden = false;
}

function count() {
  let all = 0;
  for (const area of form.querySelectorAll('[data-area]')) {
    const parts = [...area.querySelectorAll('[data-part="value"]')];
    const number = parts.filter((part) => typed(part)).length;
    const link = form.querySelector(`[data-progress="${area.dataset.area}"]`);
    for (const place of [area, link]) place.querySelector('[data-count]').textContent = number;
    link.querySelector('rect').setAttribute('width', (number * 100) / parts.length);
    link.classList.toggle('lb-progress__done', number === parts.length);
    all += number;
  }
  form.querySelector('[data-count-all]').textContent = all;
  for (const place of form.querySelectorAll('[data-given]')) {
    const value = chosen(place.closest('[data-answer]'));
    if (value) place.replaceChildren(Object.assign(document.createElement('strong'), { textContent: value }), ' out of 10');
  }
}

form.addEventListener('input', (event) => {
  changes += 1;
  count();
  clearTimeout(timer);
  timer = setTimeout(save, event.target.type === 'radio' ? 0 : PAUSE);
});
form.addEventListener('focusout', () => save());
form.addEventListener('submit', (event) => {
  clearTimeout(timer);
  if (saving) {
    event.preventDefault();
    waiting = event.submitter;
  } else kept = changes;
});
window.addEventListener('online', () => save());
window.addEventListener('beforeunload', (event) => {
  if (kept < changes) event.preventDefault();
});
