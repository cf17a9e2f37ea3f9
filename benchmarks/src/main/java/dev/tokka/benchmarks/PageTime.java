// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How long Chromium takes to open a page and to run its script, less what it takes for an empty page. */
final class PageTime {

    private static final int ROUNDS = 5;

    private PageTime() {}

    /** Returns nothing where there is no Chromium. */
    static List<Figure> measure(Path page) throws IOException {
        Path empty = page.resolveSibling("empty.html");
        Files.writeString(empty, "<!DOCTYPE html><title>empty</title>");
        double[] full = new double[ROUNDS];
        double[] none = new double[ROUNDS];
        try {
            for (int i = 0; i < ROUNDS; i++) {
                none[i] = seconds(empty);
                full[i] = seconds(page);
            }
        } catch (IOException e) {
            return List.of(); // there is no Chromium
        }
        return List.of(
                Figure.of("page of 5,000 cases", Files.size(page) / (double) (1 << 20), "MB"),
                Figure.of("page of 5,000 cases, opened", Percentile.median(full) - Percentile.median(none), "s")
                        .atMost(2));
    }

    private static double seconds(Path page) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        "chromium",
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--dump-dom",
                        page.toUri().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        long start = System.nanoTime();
        Process process = builder.start();
        String dom = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (!dom.contains("</html>")) {
            throw new IllegalStateException(
                    "expected Chromium to print the page but it printed " + dom.length() + " characters");
        }
        return seconds;
    }
}
