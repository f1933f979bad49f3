/** What every command ends with; documented in its help. */
export const EXIT_CODE = { well: 0, notWell: 1, couldNotRun: 2 };
