// Saves the visit's answers on every change, and joins them with what another window saved.
const PAUSE = 600; // milliseconds of rest before words being typed are saved
const AGAIN = 10000; // milliseconds until a save that failed is tried again
const LONGEST = 15000; // milliseconds until a save without a reply counts as failed
const MOST_LEFT_BEHIND = 30000; // characters: a page that goes may leave 64 kB on their way

const inOrder = (_, value) => (value && typeof value === 'object' && !Array.isArray(value)
  ? Object.fromEntries(Object.entries(value).sort()) : value);
const same = (one, other) => JSON.stringify(one, inOrder) === JSON.stringify(other, inOrder);

// documentOfPage(base) reads the page, fill(document) writes it. Returns the way to say that
// something changed: changed({ words: true }) waits for a rest, changed() saves at once.
export function startSaving(form, { documentOfPage, fill }) {
  const field = (name) => form.querySelector(`input[name="${name}"]`);
  let base = JSON.parse(field('base').value || '{}');
  let savedAt = form.querySelector('[data-status] strong')?.textContent.replace('Saved ', '') ?? '';
  let saving = false;
  let onItsWay; // the document that is being saved
  let changes = 0; // since the page was opened; a save knows which it carries
  let kept = 0; // the changes the server has
  let clashing = false;
  let unsure; // a document that was sent and of which no reply came
  let waiting; // a button pressed while a save was on its way
  let timer;

  function show(words, { problem = false, strong = false } = {}) {
    const status = form.querySelector('[data-status]');
    const shown = document.createElement(strong ? 'strong' : 'span');
    shown.textContent = words;
    status.replaceChildren(shown);
    form.querySelector('[data-sync]').classList.toggle('lb-sync--problem', problem);
  }

  const notSaved = (why = '') => show(
    `Not saved${savedAt ? ` since ${savedAt}` : ' yet'}: ${why}keep this page open`,
    { problem: true, strong: true },
  );

  function begin(page, revision) {
    base = page;
    field('base').value = JSON.stringify(page);
    field('revision').value = revision;
  }

  function put(more) {
    const body = JSON.stringify({ revision: Number(field('revision').value), base, ...more });
    return fetch(form.dataset.url, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json', 'X-CSRFToken': field('csrfmiddlewaretoken').value },
      body,
      keepalive: body.length < MOST_LEFT_BEHIND,
      signal: AbortSignal.timeout(LONGEST),
    });
  }

  // The page goes: what was typed after the save that is on its way follows it, unanswered.
  function leave() {
    const page = documentOfPage(base);
    if (!saving) save();
    else if (!clashing && !same(page, onItsWay)) {
      put({ answers: page, on_its_way: onItsWay }).catch(() => notSaved());
      unsure = page; // whoever stays after all meets it as a save without a reply
    }
  }

  async function save() {
    clearTimeout(timer);
    if (saving || clashing || kept === changes) return;
    saving = true;
    const carried = changes;
    const page = documentOfPage(base);
    onItsWay = page;
    show('Saving');
    try {
      await read(await put({ answers: page }), page, carried);
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
      const answer = await reply.json();
      begin(page, answer.revision);
      savedAt = new Date(answer.saved_at).toLocaleTimeString('en-GB', {
        hour: '2-digit', minute: '2-digit', timeZone: 'Europe/London',
      });
      kept = carried;
      unsure = undefined;
      show(`Saved ${savedAt}`, { strong: true });
      form.dispatchEvent(new CustomEvent('lb:saved', { detail: { revision: answer.revision } }));
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
      begin(unsure, problem.current.revision);
      unsure = undefined;
      timer = setTimeout(save, 0);
    } else if (problem.clashes?.length === 0 && same(documentOfPage(base), page)) {
      begin(problem.current.answers, problem.current.revision);
      fill(problem.joined);
      timer = setTimeout(save, 0);
    } else if (problem.clashes?.length === 0) { // more was typed meanwhile
      timer = setTimeout(save, PAUSE);
    } else {
      clashing = true;
      notSaved();
      tellOfClash(problem);
    }
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

  form.addEventListener('focusout', () => save());
  form.addEventListener('submit', (event) => {
    clearTimeout(timer);
    if (saving) {
      event.preventDefault();
      waiting = event.submitter;
    } else kept = changes;
  });
  window.addEventListener('online', () => save());
  // A tablet that reloads or puts the page away asks nobody whether to stay.
  document.addEventListener('visibilitychange', () => document.hidden && save());
  window.addEventListener('pagehide', leave);
  // Not later: what a page sends when it is hidden for good is not always sent on.
  window.addEventListener('beforeunload', (event) => {
    if (kept === changes) return;
    leave();
    event.preventDefault();
  });

  return ({ words = false } = {}) => {
    changes += 1;
    clearTimeout(timer);
    timer = setTimeout(save, words ? PAUSE : 0);
  };
}
