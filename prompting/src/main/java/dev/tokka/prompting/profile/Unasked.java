// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.profile;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Question;

/** Stands for the base where only the description of what is around it is wanted. */
record Unasked() implements DomainModel {

    @Override
    public Answer answer(Question question) {
        throw new IllegalStateException("this model is there to be described, not to be asked");
    }

    @Override
    public Description describe() {
        return Description.of("base");
    }
}
