// What the pages need on which somebody fills in, and those from which something that waits is still to be sent:
// drafts, photographs, the line.
import "./elements/draft-form.js";
import "./elements/evidence-upload.js";
import "./offline/start.js";
