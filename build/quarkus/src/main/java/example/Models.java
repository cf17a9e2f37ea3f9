// SPDX-License-Identifier: Apache-2.0
package example;

import dev.langchain4j.service.AiServices;
import dev.tokka.DomainModel;
import dev.tokka.DomainModels;
import dev.tokka.LoadedModel;
import dev.tokka.langchain4j.DomainChatModel;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

// SHOW
@ApplicationScoped
public class Models {

    @Produces
    @ApplicationScoped
    @Startup // so that a wrong file stops the start, not the first question
    LoadedModel model(@ConfigProperty(name = "desk.model") Path file) {
        return DomainModels.load(file);
    }

    void close(@Disposes LoadedModel model) {
        model.close();
    }

    @Produces
    @ApplicationScoped
    Desk desk(DomainModel model) {
        return AiServices.builder(Desk.class)
                .chatModel(DomainChatModel.of(model))
                .build();
    }
}
// END
