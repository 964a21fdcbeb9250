// Rows in this browser's own database. A write has happened when its transaction says "complete", and not before.

const NAME = "capture";
const VERSION = 1;
/** Every store; all rows but those of `devices` belong to a device. What is in them but ids and marks is sealed. */
const STORES = ["devices", "notes", "ops", "sealed", "photos", "bytes"];
const OPENS_WITHIN = 8_000;
const WRITES_WITHIN = 10_000;
// The connection may be lost while a phone sleeps: these are worth a second try on a fresh one.
const LOST = new Set(["UnknownError", "InvalidStateError", "AbortError"]);

const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel("capture") : null;
const listeners = new Set();
let opening = null;

function connect() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    const late = setTimeout(() => reject(new DOMException("the database does not open", "TimeoutError")), OPENS_WITHIN);
    request.onupgradeneeded = () => {
      for (const name of STORES) {
        const store = request.result.createObjectStore(name, { keyPath: "id" });
        if (name !== "devices") store.createIndex("device", "device");
      }
    };
    request.onsuccess = () => {
      clearTimeout(late);
      const database = request.result;
      database.onclose = forget;
      database.onversionchange = () => (database.close(), forget());
      resolve(database);
    };
    request.onerror = () => (clearTimeout(late), reject(request.error));
  });
}

function forget() {
  opening = null;
}

function connection() {
  opening ??= connect().catch((error) => {
    forget();
    throw error;
  });
  return opening;
}

/** Let go of the connection, so that the next use opens a fresh one. Done when the page comes back to the front. */
export async function reopen() {
  const old = opening;
  forget();
  (await old?.catch(() => null))?.close();
}

const answer = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** What a transaction may do with one store. */
const hands = (store) => ({
  get: (id) => answer(store.get(id)),
  of: (device) => answer(store.index("device").getAll(device)),
  all: () => answer(store.getAll()),
  put: (row) => answer(store.put(row)),
  remove: (id) => answer(store.delete(id)),
});

async function transact(names, mode, work) {
  const database = await connection();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(names, mode, { durability: "strict" });
    let result;
    const late = setTimeout(() => {
      reject(new DOMException("the database does not answer", "TimeoutError"));
      transaction.abort();
    }, WRITES_WITHIN);
    transaction.oncomplete = () => (clearTimeout(late), resolve(result));
    transaction.onabort = () => {
      clearTimeout(late);
      reject(transaction.error ?? new DOMException("given up", "AbortError"));
    };
    const stores = Object.fromEntries(names.map((name) => [name, hands(transaction.objectStore(name))]));
    Promise.resolve()
      .then(() => work(stores))
      .then((value) => (result = value))
      .catch((error) => {
        reject(error);
        try {
          transaction.abort();
        } catch {
          // It is over already.
        }
      });
  });
}

async function twice(work) {
  try {
    return await work();
  } catch (error) {
    if (!LOST.has(error?.name)) throw error;
    await reopen();
    return work();
  }
}

/**
 * Write, all or nothing. Resolves after the "complete" event with what `work` returned, and tells other tabs.
 * `work` may run twice and waits for nothing but the stores it is given.
 * @param {string[]} names @param {(stores: any) => any} work
 */
export async function change(names, work) {
  const result = await twice(() => transact(names, "readwrite", work));
  channel?.postMessage("changed");
  return result;
}

/** Read. @param {string[]} names @param {(stores: any) => any} work */
export const look = (names, work) => twice(() => transact(names, "readonly", work));

/** Every device somebody prepared in this browser. @returns {Promise<any[]>} */
export const devices = () => look(["devices"], ({ devices }) => devices.all());

/** Write one device's row. @param {any} row */
export const keepDevice = (row) => change(["devices"], ({ devices }) => devices.put(row));

/** Remove a device with everything that is its own. @param {string} id */
export const clearDevice = (id) =>
  change(STORES, async (stores) => {
    for (const name of STORES.slice(1)) for (const row of await stores[name].of(id)) await stores[name].remove(row.id);
    await stores.devices.remove(id);
  });

/** Be told when another tab has written. @param {() => void} listener */
export function onChange(listener) {
  listeners.add(listener);
}

channel?.addEventListener("message", () => listeners.forEach((listener) => listener()));

/** Say whether this browser really keeps things: write some, read it back, remove it. @param {number} bytes */
export async function tryWriting(bytes) {
  const id = "trial";
  await change(["bytes"], ({ bytes: store }) => store.put({ id, device: id, data: new Uint8Array(bytes) }));
  const back = await look(["bytes"], ({ bytes: store }) => store.get(id));
  await change(["bytes"], ({ bytes: store }) => store.remove(id));
  if (back?.data.length !== bytes) throw new DOMException("what was written is not there", "UnknownError");
}
