// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance;

import dev.tokka.Description;
import java.util.TreeSet;

/** Where two descriptions differ, in words. Values are left out: they may be long, and are nobody's business in a log. */
final class Difference {

    private Difference() {}

    /** Returns the first place at which they differ, as {@code : retrieval > index: snapshot}; empty if they are equal. */
    static String between(Description approved, Description now) {
        if (!approved.kind().equals(now.kind())) {
            return ": " + approved.kind() + " is now " + now.kind();
        }
        if (!approved.name().equals(now.name())) {
            return ": " + approved.kind() + ": name";
        }
        TreeSet<String> names = new TreeSet<>(approved.properties().keySet());
        names.addAll(now.properties().keySet());
        for (String name : names) {
            String before = approved.properties().getOrDefault(name, "");
            boolean both =
                    approved.properties().containsKey(name) && now.properties().containsKey(name);
            if (!both || !before.equals(now.properties().get(name))) {
                return ": " + approved.kind() + ": " + name;
            }
        }
        if (approved.parts().size() != now.parts().size()) {
            return ": " + approved.kind() + " has " + now.parts().size() + " parts instead of "
                    + approved.parts().size();
        }
        for (int i = 0; i < approved.parts().size(); i++) {
            String inner = between(approved.parts().get(i), now.parts().get(i));
            if (!inner.isEmpty()) {
                return ": " + approved.kind() + " > " + inner.substring(2);
            }
        }
        return "";
    }
}
