/** One thing to measure. */
export interface Measure {
  title: string;
  /** @param say hears what is going on while it takes time, a line each */
  take(say: (line: string) => void): Promise<Taken>;
}

/** What came out. */
export interface Taken {
  /** Plain data. Times are milliseconds unless their name says seconds; memory is megabytes. */
  figures: unknown;
  /** The same in Markdown, to be read. */
  text: string;
  plots?: Plot[];
}

export interface Plot {
  /** Of the file, without its ending. */
  name: string;
  /** What it shows, for those who cannot see it. */
  alt: string;
  svg: string;
}
