"""Writes a package of about as many lines as asked for: concepts, rules about their elements, and a test for each rule.

  make_package.py 10000 > large.regel
"""
import sys

GROUPS = 40


def package(lines):
    out = ["language en", "package made.large  version 1", 'title "En stor pakke" "A large package"',
           'owner "Rettesnor"   status draft   review by 2040-01-01', "",
           'actor municipality "Kommunen" "The municipality"',
           'source LAW law "Lov om store pakker" url "https://example.org/law"', ""]
    for g in range(GROUPS):
        out += [f'concept item_{g} "Punkt {g}" "Item {g}"',
                f'  event received_{g} date "Modtaget" "Received"',
                f'  event finished_{g} date "Færdig" "Finished"  verb finish',
                f'  fact kind_{g} one of plain_{g}, special_{g}, other_{g} "Slags" "Kind"',
                f'  fact urgent_{g} yes/no "Haster" "Urgent"',
                "end", ""]
    out += ['concept file "Sag" "Case"', '  event opened date "Åbnet" "Opened"']
    out += [f'  list items_{g} of item_{g}' for g in range(GROUPS)]
    out += ["end", ""]
    n = 0
    while len(out) < lines - 14:
        g, days = n % GROUPS, n % 28 + 1
        out += [f'rule handled_{n} "Punktet behandles i tide, nr. {n}" "The item is handled in time, no. {n}"  of item_{g}',
                f'  cite LAW § {n + 1} stk. 2',
                f'  when kind_{g} = special_{g} and not urgent_{g}',
                f'  municipality must finish finished_{g} within {days} days of received_{g}',
                '  remedy "Behandl punktet." "Handle the item."', "end", "",
                f'test handled_{n}_in_time "Behandlet i tide"',
                f'  given opened 2026-01-02, items_{g}',
                f'    n1 (received_{g} 2026-01-05, kind_{g} special_{g}, urgent_{g} no, finished_{g} 2026-01-06)',
                '  at 2026-06-01', f'  expect handled_{n} of n1 = fulfilled', "end", ""]
        n += 1
    return "\n".join(out) + "\n"


if __name__ == "__main__":
    sys.stdout.write(package(int(sys.argv[1])))
