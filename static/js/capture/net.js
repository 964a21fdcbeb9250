// Talking to the server: what counts as its answer, and when to ask again.

const MARK = "Peer-Sync";
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 300_000;

/** @typedef {{status: number, body: any, silent: boolean, etag: string | null}} Answer status 0: no answer of the server's */

let pretending = false;

/** In the demonstration: behave as if there were no signal. @param {boolean} on */
export const pretendNoSignal = (on) => (pretending = on);

/** Whether anything may get through at all. */
export const seemsOnline = () => navigator.onLine && !pretending;

const SILENCE = Object.freeze({ status: 0, body: null, silent: true, etag: null });

/**
 * Ask the server. Whatever comes without its mark, too late, redirected or not as JSON is silence, not an answer.
 * @param {string} path
 * @param {{method?: string, json?: any, bytes?: BufferSource, headers?: Record<string, string>, wait?: number}} [how]
 * @returns {Promise<Answer>}
 */
export async function ask(path, { method = "GET", json, bytes, headers = {}, wait = 20_000 } = {}) {
  if (pretending) return SILENCE;
  const stop = new AbortController();
  const late = setTimeout(() => stop.abort(), wait);
  const type = json !== undefined ? { "Content-Type": "application/json" } : bytes ? { "Content-Type": "application/octet-stream" } : {};
  try {
    const answer = await fetch(path, {
      method,
      headers: { Accept: "application/json", ...type, ...headers },
      body: json !== undefined ? JSON.stringify(json) : bytes,
      cache: "no-store",
      credentials: "same-origin",
      redirect: "error",
      signal: stop.signal,
    });
    return await understood(answer);
  } catch {
    return SILENCE;
  } finally {
    clearTimeout(late);
  }
}

async function understood(answer) {
  const etag = answer.headers.get("ETag");
  if (answer.headers.get(MARK) !== "1") return { ...SILENCE };
  const text = await answer.text();
  const body = text ? JSON.parse(text) : null;
  // The server's own "later" is waited for like silence, but its mark says that the line is good.
  return { status: answer.status, body, silent: answer.status >= 500 || answer.status === 429, etag };
}

let asking = null;

/** Who is signed in, with a fresh token. Asked once at a time: a second answer's token would undo the first's. @returns {Promise<Answer>} */
export function me() {
  asking ??= ask("/capture/me/", { wait: 10_000 }).finally(() => (asking = null));
  return asking;
}

/** A challenge's own address for devices. @param {string} ref @param {string} path */
export const address = (ref, path) => `/capture/${encodeURIComponent(ref)}/${path}`;

/** What every request about somebody's notes carries. @param {string} person @param {string} [csrf] */
export const as = (person, csrf) => ({ "Peer-Person": person, ...(csrf ? { "X-CSRFToken": csrf } : {}) });

/** How long to wait before the next try: twice as long each time, never all devices at once. */
export class Patience {
  failures = 0;
  until = 0;

  /** Note a failure; returns the wait in milliseconds. */
  fail() {
    const whole = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.failures++);
    const wait = Math.max(FIRST_WAIT, whole * (0.5 + Math.random() / 2));
    this.until = performance.now() + wait;
    return wait;
  }

  /** It worked: begin afresh. */
  succeed() {
    this.failures = 0;
    this.until = 0;
  }

  /** Whether it is still too soon. */
  get waits() {
    return performance.now() < this.until;
  }
}
