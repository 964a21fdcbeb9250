// Rows of one device, sealed and opened with its key. Each is sealed for its own place and opens in no other.

import { open, openBytes, seal, sealBytes } from "./seal.js";

/** Whether two readings of a row are the same writing: each has a nonce of its own. */
export const isSame = (row, other) => (!row && !other) || Boolean(row && other && row.iv.every((byte, at) => byte === other.iv[at]));

/** The marks of a row that are not sealed. */
const marks = ({ id, note, kind, tried, state }) => ({ id, ...(note && { note }), ...(kind && { kind, tried, state }) });

/** What is sealed of a thing: all but its marks, and what is only worked out. */
export function strip({ id, note, kind, tried, state, device, safe, going, ...value }) {
  return value;
}

/** Holds the key while the page is unlocked, and gives it to nobody. */
export class Sealer {
  #key;
  #known = new Map();

  /** @param {string} device @param {CryptoKey} key */
  constructor(device, key) {
    this.device = device;
    this.#key = key;
  }

  /** Make a row. @param {string} store @param {string} id @param {any} value sealed @param {any} [plain] marks beside it */
  async row(store, id, value, plain = {}) {
    return { id, device: this.device, ...plain, ...(await seal(this.#key, `${store}/${id}`, value)) };
  }

  /** Open a row; what has not been written since is not opened again. */
  async open(store, row) {
    const place = `${store}/${row.id}`;
    const known = this.#known.get(place);
    if (known && isSame(known.row, row)) return { ...known.value, ...marks(row) };
    const value = await open(this.#key, place, row);
    this.#known.set(place, { row, value });
    return { ...value, ...marks(row) };
  }

  /** @param {string} id @param {Uint8Array} bytes */
  async bytesRow(id, bytes) {
    return { id, device: this.device, ...(await sealBytes(this.#key, `bytes/${id}`, bytes)) };
  }

  openBytes(row) {
    return openBytes(this.#key, `bytes/${row.id}`, row);
  }

  /** Seal what leaves as a file. */
  sealFile(content) {
    return seal(this.#key, `file/${this.device}`, content);
  }

  /** Open a file with the key of the device that made it; without one, with this device's own. */
  openFile(device, sealed, key) {
    return open(key ?? this.#key, `file/${device}`, sealed);
  }
}
