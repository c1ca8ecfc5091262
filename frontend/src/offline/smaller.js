// A photograph made small before it is kept and sent; its time and place (EXIF) stay in it where the camera wrote them.
import Compressor from "compressorjs";

const LONGEST_SIDE = 2048;
const QUALITY = 0.72;
const SMALL = 300 * 1024; // bytes: not worth the work
const PATIENCE = 20000; // ms: an old phone may choke on a picture

/** The bytes themselves: the file behind a choice may be gone, or closed to us, by the time it is sent (Android's gallery). */
export async function ownCopy(file) {
  const small = await smaller(file);
  return small === file ? new Blob([await file.arrayBuffer()], { type: file.type }) : small;
}

function smaller(file) {
  if (file.type !== "image/jpeg" || file.size < SMALL) return Promise.resolve(file);
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(file), PATIENCE);
    const done = (blob) => {
      clearTimeout(timer);
      resolve(blob && blob.size < file.size ? blob : file);
    };
    new Compressor(file, { maxWidth: LONGEST_SIDE, maxHeight: LONGEST_SIDE, quality: QUALITY, retainExif: true, mimeType: "image/jpeg", success: done, error: () => done(null) });
  });
}
