// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.catalogue;

import java.util.Locale;

/** Says how an entry can be run. */
final class Advice {

    private Advice() {}

    static String of(CatalogueEntry entry) {
        String text = switch (entry.access().status()) {
            case AVAILABLE -> runnable(entry);
            case RETIRED ->
                entry.title() + " cannot be run: its vendor closed it on "
                        + entry.access().since().orElseThrow() + ".\n" + instead(entry);
            case NEVER_RELEASED -> entry.title() + " cannot be run: it was never released.\n" + instead(entry);
        };
        return entry.notes().isEmpty() ? text : text + "\n" + entry.notes();
    }

    private static String instead(CatalogueEntry entry) {
        return "Use instead: " + String.join(", ", entry.access().successors()) + ".";
    }

    private static String runnable(CatalogueEntry entry) {
        CatalogueEntry.Model model = entry.model();
        StringBuilder text = new StringBuilder("%s (%s), licence: %s.%n"
                .formatted(entry.title(), model.repository(), model.licence())
                .replace(System.lineSeparator(), "\n"));
        text.append(
                model.inProcess()
                        ? inProcess(entry)
                        : "In this process: not possible, its architecture is unknown to" + " the engine. Serve it.\n");
        return text.append(served(entry)).toString().strip();
    }

    private static String inProcess(CatalogueEntry entry) {
        CatalogueEntry.Model model = entry.model();
        boolean adapter = entry.access().form() == Access.Form.OPEN_ADAPTER;
        String weights = adapter ? model.bases().get(0) : model.repository();
        String memory = String.format(Locale.ROOT, "%.0f", Math.ceil(model.billionParameters() * 2));
        return "In this process: export " + weights
                + " to ONNX (optimum-cli export onnx --task text-generation-with-past)"
                + (adapter ? ", download " + model.repository() + " beside it" : "")
                + ", and write a tokka-model.json with \"base\": the directory"
                + (adapter ? ", \"adapters\": [the directory of the adapter]" : "")
                + " and " + prompt(model) + ". With 16-bit weights it takes about " + memory + " GB of memory.\n";
    }

    private static String served(CatalogueEntry entry) {
        CatalogueEntry.Model model = entry.model();
        boolean adapter = entry.access().form() == Access.Form.OPEN_ADAPTER;
        String command = adapter
                ? model.bases().get(0) + " --enable-lora --lora-modules " + entry.id() + "=" + model.repository()
                : model.repository() + " --served-model-name " + entry.id();
        String api = model.format().equals("chat") ? "chat" : "completion";
        return "Served: vllm serve " + command + ", and write a tokka-model.json with \"base\": {\"kind\": \"vllm\","
                + " \"url\": \"http://localhost:8000/v1\", \"model\": \"" + entry.id() + "\", \"api\": \"" + api
                + "\"} and " + prompt(model) + ".\n";
    }

    private static String prompt(CatalogueEntry.Model model) {
        return "\"prompt\": {\"format\": \"" + model.format() + "\"}";
    }
}
