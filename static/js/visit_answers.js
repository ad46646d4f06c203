// The answers of a visit between the page and the document that is saved, part by part.
const HOW = {
  saw: { seen: true },
  said: { said_by: 'person', seen: false },
  other: { said_by: 'other', seen: false },
};

const ticked = (part) => [...part.querySelectorAll('input:checked')];
const lines = (part) => [...part.querySelectorAll('input.govuk-input')];
const field = (part) => (part.matches('input, textarea, select') ? part : part.querySelector('input:not([type="radio"]), textarea'));

const READ = {
  check: (part) => part.checked,
  lines: (part) => lines(part).map((line) => line.value.trim()).join('\n').trim(),
  many: (part) => ticked(part).map((input) => input.value),
  number: (part) => field(part).value.trim(),
  rooms: (part) => ticked(part).map((input) => `${input.closest('[data-room]').dataset.room}:${input.value}`),
  text: (part) => field(part).value.trim(),
};
const READ_CHOICE = (part) => ticked(part)[0]?.value ?? '';

const tick = (part, wanted) => {
  for (const input of part.querySelectorAll('input[type="radio"], input[type="checkbox"]')) {
    input.checked = wanted(input);
  }
};
const WRITE = {
  check: (part, value) => { part.checked = value === true; },
  lines: (part, value) => lines(part).forEach((line, n) => { line.value = String(value).split('\n')[n] ?? ''; }),
  many: (part, value) => tick(part, (input) => value.includes(input.value)),
  number: (part, value) => { field(part).value = value; },
  rooms: (part, value) => tick(part, (input) => value.includes(`${input.closest('[data-room]').dataset.room}:${input.value}`)),
  text: (part, value) => { field(part).value = value; },
};
const WRITE_CHOICE = (part, value) => tick(part, (input) => input.value === value);

// What one part of the page says: a text, a list of texts, or yes or no.
export const read = (part) => (READ[part.dataset.kind] ?? READ_CHOICE)(part);
export const write = (part, value) => (WRITE[part.dataset.kind] ?? WRITE_CHOICE)(part, value ?? '');

export const isSaid = (value) => (typeof value === 'boolean' ? value : value.length > 0);

export function howOf(answer = {}) {
  if (answer.seen === true) return 'saw';
  return { person: 'said', other: 'other' }[answer.said_by] ?? '';
}

// The document as the page has it, laid over the one it began from.
export function documentOf(parts, base) {
  const page = structuredClone(base);
  for (const part of parts) {
    const { answer: id, part: name } = part.dataset;
    const answer = { ...page[id] };
    const value = read(part);
    if (name === 'how') {
      if (value && value !== howOf(answer)) {
        delete answer.said_by;
        delete answer.seen;
        Object.assign(answer, HOW[value]);
      }
    } else if (isSaid(value) || name in answer) answer[name] = value;
    if (Object.keys(answer).length) page[id] = answer;
  }
  return page;
}

export function fill(parts, page) {
  for (const part of parts) {
    const answer = page[part.dataset.answer] ?? {};
    write(part, part.dataset.part === 'how' ? howOf(answer) : answer[part.dataset.part]);
  }
}

// An answer as rules read it: a list of texts, empty where nothing is said.
export const asList = (value) => (Array.isArray(value) ? value : [value]).filter((each) => each.trim());
