// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.DomainModel;
import dev.tokka.DomainModels;
import dev.tokka.LoadedModel;
import dev.tokka.PolicyViolationException;
import dev.tokka.PolicyViolationException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** 1,000 changes of strategies, each of anything that they are made of: none is served under the old approval. */
class AnyChangeVoidsApprovalTest {

    private static final int CHANGES = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is open while the properties run. */
    private record Opened(Path folder, Parts parts, Desk desk) {}

    private static final List<Opened> OPENED = new ArrayList<>();

    @BeforeContainer
    static void open() throws IOException {
        Path folder = Files.createTempDirectory("governed");
        OPENED.add(new Opened(folder, Parts.open(folder), Desk.in(folder.resolve("inventory"))));
    }

    @AfterContainer
    static void close() {
        OPENED.forEach(each -> each.parts().close());
        OPENED.clear();
    }

    @Property(tries = 40)
    void anyChangeOfACompositionInJavaVoidsItsApproval(@ForAll Random random) {
        Parts parts = OPENED.get(0).parts();
        Desk desk = OPENED.get(0).desk();
        int[] approved = Parts.KNOBS.stream().mapToInt(random::nextInt).toArray();
        String id = id();
        desk.approve(id, parts.strategy(approved).describe());
        assertThat(approvedFingerprint(id))
                .isEqualTo(parts.strategy(approved).describe().fingerprint());

        for (int i = 0; i < CHANGES; i++) {
            int[] changed = approved.clone();
            int knob = random.nextInt(changed.length);
            int positions = Parts.KNOBS.get(knob);
            changed[knob] = (changed[knob] + 1 + random.nextInt(positions - 1)) % positions;

            refused(desk.governed(id, parts.strategy(changed)), "knob " + knob);
        }
    }

    @Property(tries = 10)
    void anyChangeOfAFileVoidsItsApproval(@ForAll Random random) throws IOException {
        Opened opened = OPENED.get(0);
        String id = id();
        ObjectNode file = StrategyFile.any(random, opened.folder());
        try (LoadedModel model = load(file)) {
            opened.desk().approve(id, model.describe());
        }
        try (LoadedModel again = load(file)) {
            assertThat(approvedFingerprint(id)).isEqualTo(again.describe().fingerprint());
        }
        for (int i = 0; i < CHANGES; i++) {
            ObjectNode changed = file.deepCopy();
            String where = change(changed, random);
            try (LoadedModel model = load(changed)) {
                refused(opened.desk().governed(id, model), where);
            }
        }
    }

    private static String id() {
        return "desk-" + UUID.randomUUID();
    }

    private static String approvedFingerprint(String id) {
        return OPENED.get(0)
                .desk()
                .inventory()
                .find(id)
                .orElseThrow()
                .fingerprint()
                .orElseThrow();
    }

    private static void refused(DomainModel governed, String change) {
        assertThatExceptionOfType(PolicyViolationException.class)
                .as(change)
                .isThrownBy(() -> governed.answer("What is the fee?"))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.CHANGED));
    }

    private static LoadedModel load(ObjectNode file) throws IOException {
        Path path = OPENED.get(0).folder().resolve("model.json");
        Files.writeString(path, JSON.writeValueAsString(file));
        return DomainModels.load(path);
    }

    /** Changes one text or number of a file that is no name of a file or of a choice; returns where. */
    private static String change(ObjectNode file, Random random) {
        List<Runnable> changes = new ArrayList<>();
        List<String> places = new ArrayList<>();
        collect(file.get("model"), "model", changes, places);
        int chosen = random.nextInt(changes.size());
        changes.get(chosen).run();
        return places.get(chosen);
    }

    private static void collect(JsonNode node, String path, List<Runnable> changes, List<String> places) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(entry -> {
                String place = path + "." + entry.getKey();
                if (StrategyFile.isFree(entry.getKey(), entry.getValue())) {
                    places.add(place);
                    changes.add(() -> object.set(entry.getKey(), StrategyFile.other(entry.getValue())));
                }
                collect(entry.getValue(), place, changes, places);
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int at = i;
                if (array.get(i).isTextual()) {
                    places.add(path + "[" + i + "]");
                    changes.add(() -> array.set(at, StrategyFile.other(array.get(at))));
                }
                collect(array.get(i), path + "[" + i + "]", changes, places);
            }
        }
    }
}
