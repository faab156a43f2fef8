// The few ways in which our pages change. What comes from an event becomes text and never markup; the pages' policy has
// the browser refuse anything else.

/** The element with this id. */
export const byID = id => document.getElementById(id)

/** Makes an element; strings among the children become text. */
export function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties)
    made.append(...children)
    return made
}

/** Text in which `code` stands between backticks, as children of an element. */
export function prose(text) {
    return text.split('`').map((piece, index) => index % 2 ? element('code', {}, piece) : piece)
}

/** Sets a text, unless it is there already: a selection stays, and a screen reader hears of changes only. */
export function setText(element, text) {
    if (element.textContent !== text) element.textContent = text
}

/** Shows a number in a `data` element, the exact value, if there is one, beside the formatted one. */
export function setNumber(element, value, text) {
    setText(element, text)
    element.value = element.title = value ?? ''
}

/**
 * Keeps one child of `parent` for each item, in their order: removes the others, makes those that are missing, updates
 * all. Only what is out of place is moved.
 */
export function keep(parent, items, key, make, update) {
    const keys = new Set(items.map(key))
    const present = new Map()
    for (const child of [...parent.children]) {
        if (keys.has(child.key)) present.set(child.key, child)
        else child.remove()
    }
    let place = parent.firstElementChild
    for (const item of items) {
        const child = present.get(key(item)) ?? Object.assign(make(item), { key: key(item) })
        update(child, item)
        if (child === place) place = place.nextElementSibling
        else parent.insertBefore(child, place)
    }
}
