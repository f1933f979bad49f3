/** An error whose name is safe to show in the report. */
export class Failure extends Error {
  constructor(
    name: string,
    readonly statusCode?: number,
  ) {
    super(name);
    this.name = name;
  }
}
