// What the command line does before anything else of it is loaded: loading alone would make the room for young objects
// grow. The build puts this at the head of the program, where no import comes before it.

import { keepYoungRoom } from "./memory";

// The server lives long, and does the same once it has read a file.
if (process.argv[2] !== "lsp") keepYoungRoom();
