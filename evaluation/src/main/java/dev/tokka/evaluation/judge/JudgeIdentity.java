// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.judge;

import dev.tokka.Checks;
import dev.tokka.Description;
import java.util.Set;

/**
 * Which judge graded by which rubric. Grades of different judges, or by different wordings, are not comparable.
 *
 * @param name what reports call the judge; not blank
 * @param fingerprint of the judge's {@linkplain Description description}; not blank
 * @param families of the judge; empty if unknown
 * @param rubric the name of the rubric; not blank
 * @param rubricHash of what the judge was told; not blank
 */
public record JudgeIdentity(
        String name, String fingerprint, Set<ModelFamily> families, String rubric, String rubricHash) {

    /** Checks and copies the components. */
    public JudgeIdentity {
        Checks.requireText(name, "name");
        Checks.requireText(fingerprint, "fingerprint");
        families = Set.copyOf(families);
        Checks.requireText(rubric, "rubric");
        Checks.requireText(rubricHash, "rubricHash");
    }

    /** Returns the identity of a judge; its name and families are those that the description tells. */
    public static JudgeIdentity of(Description judge, Rubric rubric) {
        String name = judge.name().isBlank() ? judge.kind() : judge.name();
        return new JudgeIdentity(name, judge.fingerprint(), ModelFamily.of(judge), rubric.name(), rubric.hash());
    }

    /** Returns this identity with these families instead of those that the description tells. */
    public JudgeIdentity withFamilies(Set<ModelFamily> newFamilies) {
        return new JudgeIdentity(name, fingerprint, newFamilies, rubric, rubricHash);
    }
}
