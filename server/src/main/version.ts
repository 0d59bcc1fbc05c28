// The version of the package, as the programs print it.

import { version } from "../../../package.json";

export const VERSION: string = version;
