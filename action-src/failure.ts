/** What went wrong, in a word that the report can show. */
export class Failure extends Error {
  constructor(
    name: string,
    readonly statusCode?: number,
  ) {
    super(name);
    this.name = name;
  }
}
