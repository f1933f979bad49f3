/** One thing to measure. */
export interface Measure {
  title: string;
  /** @param say called with a line about each thing that takes time */
  take(say: (line: string) => void): Promise<Taken>;
}

/** The result of a measure. */
export interface Taken {
  /** Plain data. Times are in milliseconds unless their name says seconds; memory is in megabytes. */
  figures: unknown;
  /** The figures in Markdown, for people to read. */
  text: string;
  plots?: Plot[];
}

export interface Plot {
  /** The file's name, without its extension. */
  name: string;
  /** What the plot shows, for people who cannot see it. */
  alt: string;
  svg: string;
}
