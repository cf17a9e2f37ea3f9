// SPDX-License-Identifier: Apache-2.0
package example;

import dev.tokka.LoadedModel;
import dev.tokka.ModelUnavailableException;
import io.quarkus.arc.ClientProxy;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Destroyed;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Asks the model once more when the container has closed its beans. */
@Singleton
class Witness {

    private Optional<LoadedModel> model = Optional.empty();

    void see(@Observes StartupEvent started, LoadedModel bean) {
        model = Optional.of(ClientProxy.unwrap(bean)); // the bean's proxy answers only while the container runs
    }

    void testify(@Observes @Destroyed(ApplicationScoped.class) Object container) {
        model.ifPresent(Witness::ask);
    }

    private static void ask(LoadedModel model) {
        try {
            System.out.println("still open: " + model.answer("Anything?"));
        } catch (ModelUnavailableException e) {
            System.out.println("closed with the container");
        }
    }
}
