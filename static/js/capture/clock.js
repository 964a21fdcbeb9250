// Which session is it? The device's clock decides what is offered, never what is allowed.

const PARTS = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/London",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
const DAY = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", weekday: "long", day: "numeric", month: "long" });

/** The day and the time in London, as text that compares. @param {Date} [at] @returns {{day: string, time: string}} */
export function london(at = new Date()) {
  const part = Object.fromEntries(PARTS.formatToParts(at).map(({ type, value }) => [type, value]));
  return { day: `${part.year}-${part.month}-${part.day}`, time: `${part.hour}:${part.minute}` };
}

/** "Wednesday 10 February". @param {string} day */
export const dayInWords = (day) => DAY.format(new Date(`${day}T12:00:00Z`));

/** One's own sessions of a day, in their order. @param {any[]} sessions @param {string} day */
export const ofDay = (sessions, day, mine = true) =>
  sessions
    .filter((one) => one.day === day && one.mine === mine && !one.cancelled)
    .sort((a, b) => (a.starts + a.ends).localeCompare(b.starts + b.ends));

/**
 * The session a note belongs to: the one that runs, else the one that ended last, else the next of the day.
 * @param {any[]} sessions @param {Date} [at]
 */
export function byClock(sessions, at = new Date()) {
  const { day, time } = london(at);
  const mine = ofDay(sessions, day);
  const running = mine.filter((one) => one.starts <= time && time < one.ends).at(-1);
  const ended = mine.filter((one) => one.ends <= time).sort((a, b) => a.ends.localeCompare(b.ends)).at(-1);
  return running ?? ended ?? mine[0] ?? null;
}

/** "11:00 to 11:45 · Room 2 · with Amir". @param {any} session */
export function inWords(session) {
  const { with: others = [] } = session;
  const named = others.length > 3 ? [...others.slice(0, 2), `${others.length - 2} others`] : others;
  const company = named.length ? `with ${[named.slice(0, -1).join(", "), named.at(-1)].filter(Boolean).join(" and ")}` : "";
  return [`${session.starts} to ${session.ends}`, session.room, company].filter(Boolean).join(" · ");
}

/** Sentences about what has changed in one's own timetable since it was last read. @param {any[]} before @param {any[]} after */
export function changed(before, after, day = london().day) {
  const known = new Map(before.map((one) => [one.ref, one]));
  const now = new Set(after.map((one) => one.ref));
  const said = [];
  for (const one of after.filter((one) => one.day >= day)) {
    const was = known.get(one.ref);
    const what = `${one.starts} ${one.title}`;
    if (!was?.mine && one.mine && !one.cancelled) said.push(`${what} is new for you`);
    else if (was?.mine && !one.mine) said.push(`${what} is no longer yours`);
    else if (!one.mine || !was || was.version === one.version) continue;
    else if (one.cancelled && !was.cancelled) said.push(`${what} is cancelled`);
    else if (!one.cancelled) said.push(...moved(was, one));
  }
  for (const one of before.filter((one) => one.mine && one.day >= day && !now.has(one.ref)))
    said.push(`${one.starts} ${one.title} is no longer in the timetable`);
  return said;
}

function* moved(was, one) {
  if (was.cancelled) yield `${one.starts} ${one.title} takes place after all`;
  if (was.day !== one.day) yield `${was.starts} ${one.title} is now on ${dayInWords(one.day)} at ${one.starts}`;
  else if (was.starts !== one.starts) yield `${was.starts} ${one.title} now starts at ${one.starts}`;
  else if (was.ends !== one.ends) yield `${one.starts} ${one.title} now ends at ${one.ends}`;
  if (was.room !== one.room) yield one.room ? `${one.starts} ${one.title} is now in ${one.room}` : `${one.starts} ${one.title} has no room now`;
  if (was.title !== one.title) yield `${one.starts} ${was.title} is now called ${one.title}`;
}
