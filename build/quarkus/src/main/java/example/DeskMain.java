// SPDX-License-Identifier: Apache-2.0
package example;

import dev.tokka.DomainModel;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.inject.Inject;

// SHOW
@QuarkusMain
public class DeskMain implements QuarkusApplication {

    @Inject
    Desk desk;

    @Inject
    DomainModel model;

    @Override
    public int run(String... questions) {
        for (String question : questions) {
            System.out.println(desk.ask(question));
            System.out.println(model.answer(question)); // with its citations
        }
        return 0;
    }
}
// END
