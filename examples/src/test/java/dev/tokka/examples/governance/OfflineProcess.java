// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.governance;

import dev.tokka.DomainModels;
import dev.tokka.LoadedModel;
import dev.tokka.ModelException;
import dev.tokka.PolicyViolationException;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Loads the files named on the command line, asks each a question that the handbook answers and one that it does not, and
 * prints a line for each answer, with how many addresses were about to be connected to until then.
 */
final class OfflineProcess {

    private OfflineProcess() {}

    public static void main(String[] files) {
        AtomicInteger connecting = new AtomicInteger();
        ProxySelector.setDefault(
                new ProxySelector() { // Java asks it before it looks up a name
                    @Override
                    public List<Proxy> select(URI address) {
                        connecting.incrementAndGet();
                        return List.of(Proxy.NO_PROXY);
                    }

                    @Override
                    public void connectFailed(URI address, SocketAddress socket, IOException failure) {
                        // select has counted it
                    }
                });
        for (String file : files) {
            try (LoadedModel model = DomainModels.load(Path.of(file))) {
                for (String question : List.of("What does a transfer cost?", "Who painted the Mona Lisa?")) {
                    System.out.println(outcome(model, question) + " " + connecting);
                }
            }
        }
    }

    private static String outcome(LoadedModel model, String question) {
        try {
            return model.answer(question).reply().isPresent() ? "answered" : "abstained";
        } catch (PolicyViolationException e) {
            return e.reason().name();
        } catch (ModelException e) {
            return "unavailable";
        }
    }
}
