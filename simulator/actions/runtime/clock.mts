/** Makes `Date` tell the tenant's time. Returns the function that sets how many milliseconds it is ahead of this machine. */
export function clockAhead(): (milliseconds: number) => void {
  let ahead = 0;
  const MachineDate = Date;
  const now = () => MachineDate.now() + ahead;
  globalThis.Date = new Proxy(MachineDate, {
    construct: (target, given: unknown[], newTarget) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget) as Date,
    get: (target, name) => (name === "now" ? now : (Reflect.get(target, name) as unknown)),
  });
  return (milliseconds) => {
    ahead = milliseconds;
  };
}
