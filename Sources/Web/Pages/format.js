// Numbers and times as the reader's own language writes them.

const plain = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 })
const cents = new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const power = new Intl.NumberFormat(undefined, { notation: 'scientific', maximumFractionDigits: 3 })
const tenths = new Intl.NumberFormat(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' })

/** A count or a sum, `1,234.5`; `1.5E300` where the digits would fill the page; `1,234.50` in a column that has fractions. */
export function number(value, hasFractions = false) {
    // JSON has no infinity: a sum that overflowed is null.
    if (value === null) return 'too large'
    return (Math.abs(value) >= 1e15 ? power : hasFractions ? cents : plain).format(value)
}

/** A rate per second: with a tenth as long as that says anything. */
export function rate(perSecond) {
    return (perSecond < 100 ? tenths : plain).format(perSecond < 100 ? perSecond : Math.round(perSecond))
}

/** How long something has lasted, `40 s`, `5 min`, `3 h 20 min` or `2 d 4 h`. */
export function age(seconds) {
    const [minutes, hours, days] = [60, 3600, 86400].map(unit => Math.floor(seconds / unit))
    if (days > 0) return `${days} d ${hours % 24} h`
    if (hours > 0) return `${hours} h ${minutes % 60} min`
    if (minutes > 0) return `${minutes} min`
    return `${Math.max(Math.floor(seconds), 0)} s`
}

/** The time of day. */
export function clock(date) {
    return time.format(date)
}
