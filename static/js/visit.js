// The visit on a tablet: one area a screen and one question open. Without this script the same
// form is one long page; with it every answer is saved, and what is asked follows the answers.
const load = (id) => import(document.getElementById(id).href);
const [rules, answers, { startSaving }, { startPhotos }] = await Promise.all(
  ['visit-rules', 'visit-answers', 'visit-saving', 'visit-photos'].map(load),
);

const form = document.querySelector('[data-visit]');
const { facts: known, questions } = JSON.parse(document.getElementById('followed').textContent);
const facts = new Set(known);
const parts = [...form.querySelectorAll('[data-answer]')];
const cards = new Map([...form.querySelectorAll('[data-question]')].map((card) => [card.dataset.question, card]));
const areas = [...form.querySelectorAll('[data-area]')];
const steps = [...cards.values()].filter((card) => !('follow' in card.dataset));
const partOf = new Map(parts.map((part) => [`${part.dataset.answer} ${part.dataset.part}`, part]));
const given = new Map(); // what is answered, by question id, as rules read it
const skipped = new Set();
const anyway = new Set();
const at = (selector) => form.querySelector(selector);
const areaOf = (card) => card.closest('[data-area]');
const finishing = form.querySelector('[data-finish]').textContent;
let open; // the card that is open
let asked = new Set();

// --- What the page says ----------------------------------------------------------------

function take(part) {
  const { answer: id, part: name } = part.dataset;
  const value = answers.read(part);
  if (name === 'value') {
    const list = answers.asList(value);
    if (list.length) given.set(id, list);
    else given.delete(id);
  } else if (name === 'skip') skipped[value ? 'add' : 'delete'](id);
  else if (name === 'anyway') anyway[value ? 'add' : 'delete'](id);
}

const isSettled = (id) => given.has(id) || skipped.has(id);
const followsOf = (card) => [...card.querySelectorAll('[data-follow]')];
const isScores = (card) => card.dataset.question === 'scores';
const scores = () => parts.filter((part) => part.dataset.answer.startsWith('score-'));

function stateOf(card) {
  const id = card.dataset.question;
  if (isScores(card)) return scores().every((part) => answers.read(part)) ? 'done' : 'todo';
  if (!asked.has(id)) return 'out';
  const inside = followsOf(card).map((each) => each.dataset.question).filter((each) => asked.has(each));
  return [id, ...inside].every(isSettled) ? 'done' : 'todo';
}

// --- Following the answers -------------------------------------------------------------

function follow() {
  asked = rules.asked(questions, given, facts, anyway);
  const up = rules.raised(questions, given, facts);
  for (const card of cards.values()) {
    card.dataset.state = 'follow' in card.dataset
      ? (asked.has(card.dataset.question) ? 'todo' : 'out') : stateOf(card);
  }
  for (const flag of form.querySelectorAll('[data-flag]')) flag.hidden = !up.has(flag.dataset.flag);
  for (const step of steps) tellAnswer(step);
  for (const why of form.querySelectorAll('[data-why]')) tellWhy(why);
  for (const box of form.querySelectorAll('[data-today]')) tellToday(box);
  for (const tab of form.querySelectorAll('[data-room-tab]')) tellRoom(tab);
  for (const area of areas) count(area, up);
  tellAll();
}

function tellAnswer(card) {
  const words = card.querySelector('[data-answer-words]');
  const part = partOf.get(`${card.dataset.question} value`);
  if (!part) return;
  const skip = partOf.get(`${card.dataset.question} skip`);
  words.textContent = inWords(part) || (skip?.value ? skip.selectedOptions[0].text : '');
  const button = card.querySelector('[data-open-question]');
  button.firstChild.data = card.dataset.state === 'done' ? 'Change' : 'Answer';
}

const labels = (part) => [...part.querySelectorAll('input:checked')].map((input) => input.labels[0].innerText.trim());

function inWords(part) {
  const value = answers.read(part);
  if (['one', 'many'].includes(part.dataset.kind)) return labels(part).join(', ');
  if (part.dataset.kind === 'rooms') {
    return value.map((each) => each.replace(':', ' ').replace('living', 'living room')).join(', ');
  }
  return value + (value && part.dataset.kind === 'score' ? ' out of 10' : '');
}

function tellWhy(line) {
  const parent = partOf.get(`${line.dataset.why} value`);
  const words = inWords(parent);
  const chose = ['one', 'many'].includes(parent.dataset.kind) ? `you chose “${words}”` : `the answer is ${words}`;
  line.textContent = words ? `Asked because ${chose}` : 'Asked besides';
}

function tellToday(box) {
  const [action, name] = [...box.querySelectorAll('[data-part]')].map(answers.read);
  box.querySelector('[data-today-state]').textContent = action && name ? 'action and name given ✓' : 'needs an action and a name';
  for (const pick of box.querySelectorAll('[data-pick]')) {
    pick.setAttribute('aria-pressed', pick.textContent === action);
  }
}

function roomOf(tab) {
  const tabs = tab.closest('[data-answer]');
  return tabs.querySelector(`[data-room="${tab.dataset.roomTab}"]`);
}

function tellRoom(tab) {
  const chosen = roomOf(tab).querySelector('input:checked')?.value;
  tab.querySelector('[data-room-state]').textContent = chosen ?? 'not yet';
  tab.toggleAttribute('data-chosen', Boolean(chosen));
  tab.setAttribute('aria-pressed', roomOf(tab).hasAttribute('data-shown'));
}

function showRoom(tab) {
  for (const other of tab.parentElement.children) roomOf(other).toggleAttribute('data-shown', other === tab);
  for (const other of tab.parentElement.children) tellRoom(other);
}

// The next room of the open question of which no picture is chosen yet.
const nextRoom = () => [...open?.querySelectorAll('[data-room-tab]') ?? []].find((tab) => (
  !roomOf(tab).hasAttribute('data-shown') && !roomOf(tab).querySelector('input:checked')));

function count(area, up) {
  const inside = [...area.querySelectorAll('[data-question]')].filter((card) => !isScores(card));
  const wanted = inside.filter((card) => asked.has(card.dataset.question));
  const done = wanted.filter((card) => isSettled(card.dataset.question));
  const planned = wanted.filter((card) => [...up.keys()].some((flag) => flag.split(':')[0] === card.dataset.question));
  const link = at(`[data-progress="${area.dataset.area}"]`);
  for (const place of [area, link]) {
    place.querySelector('[data-count]').textContent = done.length;
    place.querySelector('[data-asked]').textContent = wanted.length;
  }
  link.querySelector('rect').setAttribute('width', wanted.length ? (done.length * 100) / wanted.length : 0);
  link.classList.toggle('lb-progress__done', wanted.length > 0 && done.length === wanted.length);
  area.querySelector('[data-done-line]').hidden = !steps.some((card) => areaOf(card) === area && card.dataset.state === 'done');
  area.querySelector('[data-done-count]').textContent = done.length;
  area.querySelector('[data-plan-count]').textContent = planned.length ? ` · ${planned.length} will be in the plan` : '';
  tellLeftOut(area);
}

function tellLeftOut(area) {
  const rows = [...area.querySelectorAll('[data-out]')];
  for (const row of rows) row.hidden = asked.has(row.dataset.out);
  const number = rows.filter((row) => !row.hidden).length;
  area.querySelector('[data-out-line]').hidden = number === 0;
  area.querySelector('[data-out-count]').textContent = number;
}

// Beside the title of an area stands how much of that area is answered.
function tellCount() {
  const area = open && areaOf(open);
  at('[data-count-all]').textContent = area?.querySelector('[data-count]').textContent;
  at('[data-asked-all]').textContent = area?.querySelector('[data-asked]').textContent;
}

function tellAll() {
  for (const place of form.querySelectorAll('[data-given]')) {
    const value = answers.read(place.closest('[data-answer]'));
    if (value) place.replaceChildren(Object.assign(document.createElement('strong'), { textContent: value }), ' out of 10');
  }
  tellCount();
  tellNext();
}

// --- Going from one question to the next -----------------------------------------------

const todo = (list) => list.find((card) => card.dataset.state === 'todo');

// The next question to be answered: later here, then later on, then what was passed over.
function nextCard() {
  const from = steps.indexOf(open);
  return todo(steps.slice(from + 1)) ?? todo(steps.slice(0, Math.max(from, 0)));
}

function tellNext() {
  const next = nextCard();
  const room = nextRoom();
  const other = next && open && areaOf(next) !== areaOf(open);
  const words = next?.querySelector('[data-name]').textContent ?? '';
  at('[data-next]').hidden = !next && !room;
  at('[data-next]').textContent = other ? `Next: ${areaOf(next).querySelector('.lb-area__title').textContent}` : `Next: ${words}`;
  at('[data-finish]').className = next ? 'lb-bottom__link' : 'govuk-button lb-bottom__next';
  at('[data-finish]').textContent = next ? 'See what is left' : finishing;
  if (room) at('[data-next]').textContent = `Next room: ${room.firstChild.data.replace(':', '').trim()}`;
  at('[data-skip-question]').hidden = !open?.querySelector('[data-skip]');
}


function show(card, { focus = true } = {}) {
  open?.removeAttribute('data-open');
  open = card;
  card.setAttribute('data-open', '');
  const area = areaOf(card);
  for (const each of areas) each.toggleAttribute('data-here', each === area);
  for (const link of form.querySelectorAll('[data-progress]')) {
    if (link.dataset.progress === area.dataset.area) link.setAttribute('aria-current', 'step');
    else link.removeAttribute('aria-current');
  }
  at('[data-title]').textContent = area.querySelector('.lb-area__title').textContent;
  form.toggleAttribute('data-begun', area !== areas[0]);
  tellCount();
  tellNext();
  if (!focus) return;
  const top = at('.lb-visit-top');
  const stays = getComputedStyle(top).position === 'sticky';
  document.documentElement.style.scrollPaddingTop = stays ? `${top.offsetHeight}px` : '';
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: 'start' });
}

function go(hash) {
  const place = document.getElementById(hash.slice(1));
  const card = place?.closest('[data-question]');
  const step = card && 'follow' in card.dataset ? card.parentElement.closest('[data-question]') : card;
  if (step) return show(step);
  const inside = steps.filter((each) => place && areaOf(each) === place);
  const shown = inside.filter((each) => each.dataset.state !== 'out');
  if (inside.length) show(todo(inside) ?? shown[0] ?? inside[0]);
}

// --- What people do ---------------------------------------------------------------------

function press(event) {
  const button = event.target.closest('button');
  if (!button) return;
  const { dataset } = button;
  if ('openQuestion' in dataset) show(button.closest('[data-question]'));
  else if ('next' in dataset) goOn();
  else if ('roomTab' in dataset) toRoom(button);
  else if ('skipQuestion' in dataset) showSkips();
  else if ('showDone' in dataset) showDone(button);
  else if ('askAnyway' in dataset) askAnyway(button.closest('[data-out]').dataset.out);
  else if ('step' in dataset) stepBy(button);
  else if ('pick' in dataset) set(button.closest('[data-today]').querySelector('[data-part="action"]'), button.textContent);
  else if ('me' in dataset) set(button.closest('[data-today]').querySelector('[data-part="name"]'), dataset.me);
  else if ('stillRight' in dataset) keepKnown(button);
  else if ('back' in dataset) goBack(event);
}

function goOn() {
  const room = nextRoom();
  if (room) toRoom(room);
  else show(nextCard());
}

function toRoom(tab) {
  showRoom(tab);
  tellNext();
  open.scrollIntoView({ block: 'start' });
}

function showSkips() {
  const details = open.querySelector('[data-skip]');
  details.open = true;
  details.querySelector('select').focus();
}

function showDone(button) {
  const area = button.closest('[data-area]');
  const shown = area.toggleAttribute('data-shows-done');
  button.setAttribute('aria-expanded', shown);
  button.textContent = shown ? 'Hide them' : 'Show them';
}

function askAnyway(id) {
  set(partOf.get(`${id} anyway`), true);
  show(cards.get(id));
}

function stepBy(button) {
  const part = button.closest('[data-answer]');
  const number = Math.max(0, (Number.parseInt(answers.read(part), 10) || 0) + Number(button.dataset.step));
  set(part, String(number));
}

function keepKnown(button) {
  const part = button.closest('.lb-question__answers');
  const values = button.dataset.stillRight.split('|');
  set(part, ['many', 'rooms'].includes(part.dataset.kind) ? values : values[0]);
  button.hidden = true;
}

function set(part, value) {
  answers.write(part, value);
  changed(part);
}

function goBack(event) {
  const before = steps.slice(0, steps.indexOf(open)).reverse();
  const card = before.find((each) => each.dataset.state !== 'out');
  if (!card) return;
  event.preventDefault();
  show(card);
}

// One that stands alone leaves no other beside it, and gives way to any other.
function standAlone(input) {
  if (input.type !== 'checkbox' || !input.checked) return;
  for (const other of input.closest('[data-answer]').querySelectorAll('input[type="checkbox"]')) {
    const parts = 'alone' in input.dataset || 'alone' in other.dataset;
    if (other !== input && parts) other.checked = false;
  }
}

function changed(part, { words = false } = {}) {
  const skip = partOf.get(`${part.dataset.answer} skip`);
  if (part.dataset.part === 'value' && skip && answers.read(skip)) { // answered after all
    answers.write(skip, '');
    take(skip);
  }
  take(part);
  follow();
  save({ words });
}

function start() {
  form.setAttribute('data-following', '');
  for (const shown of form.querySelectorAll('[data-step], [data-picks], [data-me], [data-still-right]')) shown.hidden = false;
  at('[data-save]').hidden = true;
  at('[data-back-where]').textContent = '';
  for (const tabs of form.querySelectorAll('[data-room-tabs]')) {
    tabs.hidden = false;
    showRoom(tabs.firstElementChild);
  }
  parts.forEach(take);
  follow();
  show(todo(steps) ?? steps[0], { focus: false });
  if (location.hash) go(location.hash);
}

const save = startSaving(form, {
  documentOfPage: (base) => answers.documentOf(parts, base),
  fill: (page) => {
    answers.fill(parts, page);
    parts.forEach(take);
    follow();
  },
});
startPhotos(form);
form.addEventListener('click', press);
form.addEventListener('input', (event) => {
  const part = event.target.closest('[data-answer]');
  if (!part) return;
  standAlone(event.target);
  changed(part, { words: !['radio', 'checkbox', 'select-one'].includes(event.target.type) });
});
form.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-progress]');
  if (!link) return;
  event.preventDefault();
  history.replaceState(null, '', link.hash);
  go(link.hash);
});
window.addEventListener('hashchange', () => go(location.hash));
start();
