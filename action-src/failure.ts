/** What went wrong, named in a word that the report can show: other errors' texts may quote a secret. */
export class Failure extends Error {
  constructor(
    name: string,
    readonly statusCode?: number,
  ) {
    super(name);
    this.name = name;
  }
}
