// Pictures of documents and displays: drawn afresh, kept sealed, sent in pieces once their note is at the server.

import { address, ask } from "./net.js";
import { sha256 } from "./seal.js";
import { strip } from "./sealer.js";
import { change, look } from "./store.js";

const LONGEST = 2_000;
const SMALL = 160;

/**
 * Draw a picture afresh, which leaves place, camera and time behind.
 * @param {Blob} file @param {number} most the most bytes it may have
 * @returns {Promise<{bytes: Uint8Array, small: string}>} the picture, and a small one to show
 */
export async function redraw(file, most) {
  const picture = await createImageBitmap(file);
  const canvas = drawn(picture, LONGEST);
  for (const quality of [0.85, 0.7, 0.55, 0.4]) {
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
    if (blob && blob.size <= most) {
      const small = drawn(picture, SMALL).toDataURL("image/jpeg", 0.6);
      return { bytes: new Uint8Array(await blob.arrayBuffer()), small };
    }
  }
  throw new Error("This picture is too large.");
}

function drawn(picture, longest) {
  const by = Math.min(1, longest / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.round(picture.width * by), Math.round(picture.height * by)];
  const brush = canvas.getContext("2d");
  brush.fillStyle = "#fff";
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** Keep a picture with the note it belongs to. @param {import("./book.js").Book} book @param {string} note @param {Uint8Array} bytes */
export async function keepPhoto(book, note, bytes, small) {
  const id = crypto.randomUUID();
  const value = { size: bytes.length, sha256: await sha256(bytes), small, sent: 0, trouble: "" };
  const row = await book.sealer.row("photos", id, value, { note });
  const body = await book.sealer.bytesRow(id, bytes);
  await change(["photos", "bytes"], async (stores) => {
    await stores.photos.put(row);
    await stores.bytes.put(body);
  });
  await book.load();
}

/** Let go of a picture: it was taken away, or the server has it. */
export async function forgetPhoto(book, id) {
  await change(["photos", "bytes"], async ({ photos, bytes }) => {
    await photos.remove(id);
    await bytes.remove(id);
  });
  await book.load();
}

async function mark(book, photo, more) {
  const row = await book.sealer.row("photos", photo.id, { ...strip(photo), ...more }, { note: photo.note });
  await change(["photos"], async ({ photos }) => (await photos.get(photo.id)) && photos.put(row));
  await book.load();
}

/**
 * Send what is still to be sent. Returns false when there was no answer and one must wait.
 * @param {import("./book.js").Book} book @param {Record<string, string>} headers @param {() => void} tell
 */
export async function sendPhotos(book, headers, tell) {
  const safe = new Set(book.notes().filter((note) => note.revision > 0 && !note.going).map(({ id }) => id));
  for (const photo of book.photos.filter((one) => safe.has(one.note) && !one.trouble))
    if (!(await send(book, photo, headers, tell))) return false;
  return true;
}

async function send(book, photo, headers, tell) {
  const kept = await look(["bytes"], (stores) => stores.bytes.get(photo.id));
  if (!kept) return true;
  const bytes = await book.sealer.openBytes(kept);
  const piece = book.pack.photo.piece_bytes;
  let at = photo.sent;
  let again = 0;
  for (;;) {
    const query = new URLSearchParams({ note: photo.note, size: photo.size, sha256: photo.sha256, from: at });
    const path = address(book.device.ref, `photos/${photo.id}/?${query}`);
    const answer = await ask(path, { method: "POST", bytes: bytes.subarray(at, at + piece), headers, wait: 60_000 });
    if (answer.silent) return false;
    const { status, body } = answer;
    if (body?.status === "kept") return await forgetPhoto(book, photo.id), tell(), true;
    if (body?.status === "refused") return await mark(book, photo, { trouble: body.sentence }), tell(), true;
    if (status === 409 && body?.error === "note_first") return true;
    const goesOn = status < 400 || body?.error === "gap";
    if (!goesOn || (body.received <= at && ++again > 3)) return status < 500;
    at = body.received;
    await mark(book, photo, { sent: at });
    tell();
  }
}
