// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.kinds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Files that models name: the same examples in two formats, a schema and a profile. */
final class Folder {

    static final Map<String, String> FILES = Map.of(
            "examples.csv", "question,answer\nI lost my card.,card\n送金できません。,transfer\nWhere is my card?,card\n",
            "examples.jsonl", """
                    {"question": "I lost my card.", "answer": "card"}
                    {"question": "送金できません。", "answer": "transfer"}
                    {"question": "Where is my card?", "answer": "card"}
                    """,
            "reply.json", "{\"type\":\"object\"}",
            "desk.md", """
                    ---
                    profile: Bank desk
                    version: "3"
                    role: You help the staff of a bank.
                    glossary:
                      - {term: fee, definition: what a service costs, avoid: [yen]}
                    examples: examples.csv
                    ---
                    Be brief.
                    """);

    private final Path path = Path.of(
            System.getProperty("java.io.tmpdir"),
            "prompting-" + ProcessHandle.current().pid());

    Path path(String name) {
        return path.resolve(name);
    }

    void create() throws IOException {
        Files.createDirectories(path);
        for (Map.Entry<String, String> file : FILES.entrySet()) {
            Files.writeString(path(file.getKey()), file.getValue());
        }
    }

    void delete() throws IOException {
        for (String name : FILES.keySet()) {
            Files.delete(path(name));
        }
        Files.deleteIfExists(path("model.json"));
        Files.delete(path);
    }
}
