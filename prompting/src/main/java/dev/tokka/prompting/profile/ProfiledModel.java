// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.profile;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Question;

/**
 * A model that is prompted by a profile.
 *
 * @param profile which one
 * @param prompted the model
 */
record ProfiledModel(Description profile, DomainModel prompted) implements DomainModel {

    @Override
    public Answer answer(Question question) {
        return prompted.answer(question);
    }

    @Override
    public Description describe() {
        return profile.withPart(prompted.describe());
    }

    @Override
    public String toString() {
        return "profile(" + profile.name() + " " + profile.properties().get("version") + ", " + prompted + ")";
    }
}
