/** The exit codes of every command. Each command's help documents them. */
export const EXIT_CODE = { well: 0, notWell: 1, couldNotRun: 2 };
