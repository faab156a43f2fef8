// How fast the counts grow: the difference between two answers by the time between them.

/** Averages over so many seconds, because events are counted in batches. */
const span = 10
/** Past rates are kept for so many seconds. */
const memory = 300

export class Rates {
    /** The latest answers, oldest first: all that is needed for an average. */
    #answers = []
    /** The rate of all types together, oldest first: `{ time, perSecond }`, in seconds of any clock. */
    history = []

    /** Takes in the counts of an answer. */
    add(time, types) {
        const counts = new Map(types.map(({ type, count }) => [type, count]))
        const total = types.reduce((sum, { count }) => sum + count, 0)
        // Counts that shrink are another ledger's: no rate leads from the ones to the others.
        if (total < this.#answers.at(-1)?.total) {
            this.#answers = []
            this.history = []
        }
        this.#answers.push({ time, counts, total })
        // One that is too old stays where there would be none else to compare with.
        while (this.#answers.length > 2 && this.#answers[1].time <= time - span) this.#answers.shift()
        if (this.#answers.length < 2) return
        this.history.push({ time, perSecond: this.#since(first => (total - first.total)) })
        this.history = this.history.filter(sample => sample.time >= time - memory)
    }

    /** The rate of all types together; null until there are two answers. */
    get total() {
        return this.history.at(-1)?.perSecond ?? null
    }

    /** The rate of one type; null until there are two answers. */
    of(type) {
        if (this.#answers.length < 2) return null
        const count = this.#answers.at(-1).counts.get(type) ?? 0
        return this.#since(first => count - (first.counts.get(type) ?? 0))
    }

    #since(growth) {
        const [first, last] = [this.#answers[0], this.#answers.at(-1)]
        return Math.max(growth(first), 0) / (last.time - first.time)
    }
}
