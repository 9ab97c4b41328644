"""What was typed into the lines of a form, as a button wants it: with a line more, moved, or taken out."""


def rearranged(data, button, *, prefix, names, most):
    """Return the data with its lines as "add", "up-2", "down-0" or "remove-1" wants them; nothing is lost.

    The lines are those of the formset `prefix`, each with the fields `names`.
    """
    count = _count(data.get(f"{prefix}-TOTAL_FORMS", ""), 2 * most)
    verb, _dash, number = button.partition("-")
    lines = [_line(data, f"{prefix}-{index}", names) for index in range(count)]
    if verb == "add" and count < most:
        lines.append({})
    elif number.isdecimal() and int(number) < count:
        _rearrange(lines, verb, int(number))
    changed = data.copy()
    for key in [key for key in changed if key.startswith(f"{prefix}-")]:
        del changed[key]
    changed[f"{prefix}-TOTAL_FORMS"] = str(len(lines))
    changed[f"{prefix}-INITIAL_FORMS"] = "0"
    for index, line in enumerate(lines):
        for name, value in line.items():
            changed[f"{prefix}-{index}-{name}"] = value
    return changed


def _count(typed, most):
    return min(int(typed), most) if typed.isdecimal() and len(typed) < 4 else 0  # noqa: PLR2004  any longer is no count


def _line(data, start, names):
    fields = {name: f"{start}-{name}" for name in names}
    return {name: data[key] for name, key in fields.items() if key in data}


def _rearrange(lines, verb, number):
    if verb == "remove":
        del lines[number]
        return
    other = number + {"up": -1, "down": 1}.get(verb, 0)
    if 0 <= other < len(lines):
        lines[number], lines[other] = lines[other], lines[number]
