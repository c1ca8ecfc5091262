// May something wait in this browser? Answered without opening any store: every page of everybody asks.
import { person } from "./identity.js";

export const DRAFT = "draft:";
export const SOME_PHOTOS = "shifan:photos";

export function mayWait() {
  const mine = `${DRAFT}${person()}:`;
  try {
    if (!person()) return false;
    return localStorage.getItem(SOME_PHOTOS) !== null || Object.keys(localStorage).some((key) => key.startsWith(mine));
  } catch {
    return false; // no store: nothing can have been kept in it
  }
}
