// What the answers of a visit ask for and which flags they raise: cases/mot/conditions.py and
// cases/rules/housing_mot.py once more, so that the page follows without waiting for a line.
// A test holds both against each other.

// answers: a Map of lists of texts by question id; facts: a Set of names.
export function holds(condition, answers, facts) {
  if (condition.all) return condition.all.every((part) => holds(part, answers, facts));
  if (condition.any) return condition.any.some((part) => holds(part, answers, facts));
  if (condition.fact) return facts.has(condition.fact);
  const given = answers.get(condition.of) ?? [];
  if (condition.values) return given.some((each) => condition.values.includes(each));
  if (condition.told) return given.some((each) => each.trim());
  return given.some((each) => reaches(condition, each));
}

function reaches({ least, most }, text) {
  const figures = text.slice(text.lastIndexOf(':') + 1).trim();
  if (!/^[0-9]+$/.test(figures)) return false;
  return least === null ? Number(figures) <= most : Number(figures) >= least;
}

// The ids of what is asked. A follow-up is asked with its parent alone.
export function asked(questions, answers, facts, anyway) {
  const found = new Set();
  for (const { id, follows, shown } of questions) {
    if (follows && !found.has(follows)) continue;
    if (!shown || anyway.has(id) || answers.has(id) || holds(shown, answers, facts)) found.add(id);
  }
  return found;
}

// The flags that are up, as "P9:1": the question and the flag's place among its own.
export function raised(questions, answers, facts) {
  const up = new Map();
  for (const { id, flags } of questions) {
    flags.forEach(({ level, when }, place) => {
      if (holds(when, answers, facts)) up.set(`${id}:${place}`, level);
    });
  }
  return up;
}
