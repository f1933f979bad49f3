import { Clock } from "../../../simulator/tenant/clock";

/** A clock that moves only when it is told to; it starts at the Unix epoch. */
export class StoppedClock extends Clock {
  override get milliseconds(): number {
    return this.ahead;
  }
}
