// What keeps the notes of a device unreadable: its key, the PIN that wraps it, and a fresh nonce for each row.

const ROUNDS = 600_000;
const CIPHER = "AES-GCM";
const write = new TextEncoder();
const read = new TextDecoder();

/** @param {number} many @returns {Uint8Array} */
export const random = (many) => crypto.getRandomValues(new Uint8Array(many));

/** @param {Uint8Array} bytes */
export function base64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

/** @param {string} text @returns {Uint8Array} */
export const bytesOf = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** The hash the server compares, in hexadecimal. @param {string | BufferSource} content */
export async function sha256(content) {
  const bytes = typeof content === "string" ? write.encode(content) : content;
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function fromPin(pin, salt, rounds) {
  const typed = await crypto.subtle.importKey("raw", write.encode(pin), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return crypto.subtle.deriveKey(how, typed, { name: CIPHER, length: 256 }, false, ["wrapKey", "unwrapKey"]);
}

/** Wrap a key's bytes with a PIN. @param {Uint8Array} raw @param {string} pin */
export async function wrap(raw, pin) {
  const [salt, iv] = [random(16), random(12)];
  const key = await crypto.subtle.importKey("raw", raw, CIPHER, true, ["encrypt"]);
  const wrapped = await crypto.subtle.wrapKey("raw", key, await fromPin(pin, salt, ROUNDS), { name: CIPHER, iv });
  return { salt, iv, rounds: ROUNDS, wrapped: new Uint8Array(wrapped) };
}

/** Open a wrapped key; it cannot be exported again. Throws when the PIN is wrong. @returns {Promise<CryptoKey>} */
export async function unwrap({ salt, iv, rounds, wrapped }, pin) {
  const by = await fromPin(pin, salt, rounds);
  return crypto.subtle.unwrapKey("raw", wrapped, by, { name: CIPHER, iv }, CIPHER, false, ["encrypt", "decrypt"]);
}

/** Make a key of bytes that cannot be exported again. @param {Uint8Array} raw @returns {Promise<CryptoKey>} */
export const keyOf = (raw) => crypto.subtle.importKey("raw", raw, CIPHER, false, ["encrypt", "decrypt"]);

/** Seal bytes for one place; nothing sealed for one opens in another. @param {CryptoKey} key @param {string} place */
export async function sealBytes(key, place, bytes) {
  const iv = random(12);
  const how = { name: CIPHER, iv, additionalData: write.encode(place) };
  return { iv, data: new Uint8Array(await crypto.subtle.encrypt(how, key, bytes)) };
}

/** @param {CryptoKey} key @param {string} place @returns {Promise<Uint8Array>} */
export async function openBytes(key, place, { iv, data }) {
  const how = { name: CIPHER, iv, additionalData: write.encode(place) };
  return new Uint8Array(await crypto.subtle.decrypt(how, key, data));
}

/** Seal a value. @param {CryptoKey} key @param {string} place @param {any} value */
export const seal = (key, place, value) => sealBytes(key, place, write.encode(JSON.stringify(value)));

/** Open a sealed value. @param {CryptoKey} key @param {string} place */
export const open = async (key, place, row) => JSON.parse(read.decode(await openBytes(key, place, row)));
