const passedOn =
  /听说|听讲|听人(?:家)?说|据说|据传|转发|转自|网传|群里(?:都|全)?(?:在)?传|(?:都|到处|有人)在传|传言|有人说|人家说|说是有/u

/** The speaker passes on what others say: read by a person, never filed alone (6.10). */
export const isHearsay = (text: string): boolean => passedOn.test(text)

/** The words without what marks them as hearsay, so that the danger told in them can be seen. */
export const asIfSeen = (text: string): string => text.replaceAll(new RegExp(passedOn.source, 'gu'), '')
