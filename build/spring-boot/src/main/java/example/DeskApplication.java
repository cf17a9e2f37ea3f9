// SPDX-License-Identifier: Apache-2.0
package example;

import dev.langchain4j.service.AiServices;
import dev.tokka.DomainModel;
import dev.tokka.DomainModels;
import dev.tokka.LoadedModel;
import dev.tokka.langchain4j.DomainChatModel;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

// SHOW
@SpringBootApplication
public class DeskApplication {

    @Bean
    LoadedModel model(@Value("${desk.model}") String file) {
        return DomainModels.load(Path.of(file)); // Spring calls close() at the end
    }

    @Bean
    Desk desk(DomainModel model) {
        return AiServices.builder(Desk.class)
                .chatModel(DomainChatModel.of(model))
                .build();
    }

    public static void main(String[] args) {
        SpringApplication.run(DeskApplication.class, args);
    }
}
// END
