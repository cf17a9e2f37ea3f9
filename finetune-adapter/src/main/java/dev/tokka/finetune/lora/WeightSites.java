// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.lora;

import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Where the weights of a module are in a graph, found by the names that exporters give to nodes and weights. */
final class WeightSites {

    private final Path file;
    private final GraphParts parts;
    private final List<Site> sites;

    /**
     * A node that multiplies by weights.
     *
     * @param node the path of the module that its name tells, such as {@code model.layers.0.self_attn.q_proj}
     * @param weight the name of the weights
     * @param inFirst whether these are {@code [in, out]}; else {@code [out, in]}
     */
    record Site(String node, String weight, boolean inFirst) {

        private boolean isOf(String module) {
            String path = weight.replaceFirst("(\\.MatMul)?\\.weight$", "");
            return fits(node, module) || (!path.equals(weight) && fits(path, module));
        }
    }

    WeightSites(Path file, GraphParts parts) {
        this.file = file;
        this.parts = parts;
        this.sites = sites(parts);
    }

    private static List<Site> sites(GraphParts parts) {
        Map<String, String> transposed = new HashMap<>();
        for (GraphParts.Node node : parts.nodes()) {
            if (node.operator().equals("Transpose")
                    && parts.initializers().containsKey(node.inputs().get(0))) {
                transposed.put(node.outputs().get(0), node.inputs().get(0));
            }
        }
        List<Site> sites = new ArrayList<>();
        for (GraphParts.Node node : parts.nodes()) {
            if (multiplies(node) && node.inputs().size() >= 2) {
                String second = node.inputs().get(1);
                String weight = transposed.getOrDefault(second, second);
                if (parts.initializers().containsKey(weight)) {
                    sites.add(new Site(path(node.name()), weight, node.transB() == !weight.equals(second)));
                }
            }
        }
        return sites;
    }

    private static boolean multiplies(GraphParts.Node node) {
        return node.operator().equals("MatMul") || node.operator().equals("Gemm");
    }

    /** Returns the module of a node that is called {@code /model/layers.0/self_attn/q_proj/MatMul}. */
    private static String path(String node) {
        int end = node.lastIndexOf('/');
        return end <= 0 ? "" : node.substring(node.startsWith("/") ? 1 : 0, end).replace('/', '.');
    }

    private static boolean fits(String path, String module) {
        return !path.isEmpty() && (path.equals(module) || path.endsWith("." + module) || module.endsWith("." + path));
    }

    /**
     * Returns where the weights of {@code module} are.
     *
     * @param adapter the file that names the module, for messages
     */
    Site of(String module, Path adapter) {
        List<Site> found = sites.stream().filter(site -> site.isOf(module)).toList();
        Set<String> weights = found.stream().map(Site::weight).collect(Collectors.toSet());
        if (weights.isEmpty()) {
            throw missing(module, adapter);
        }
        if (weights.size() > 1) {
            throw new ModelFileException(
                    file,
                    Reason.UNSUPPORTED,
                    "expected one table of weights for " + module + " but found " + weights.size());
        }
        Site site = found.get(0);
        long users = parts.nodes().stream()
                .filter(node -> node.inputs().contains(site.weight()))
                .count();
        boolean alike = found.stream().allMatch(other -> other.inFirst() == site.inFirst());
        if (!alike || users > found.size()) {
            throw new ModelFileException(
                    file,
                    Reason.UNSUPPORTED,
                    "expected weights of " + module + " only but another part of the graph uses them too: merge the"
                            + " adapter by PEFT's merge_and_unload and export the result");
        }
        return site;
    }

    private ModelFileException missing(String module, Path adapter) {
        Optional<String> quantized = parts.nodes().stream()
                .filter(node -> fits(path(node.name()), module))
                .map(GraphParts.Node::operator)
                .filter(operator -> operator.matches(".*(Quant|Integer|NBits).*"))
                .findFirst();
        return quantized.isPresent()
                ? new ModelFileException(
                        file,
                        Reason.UNSUPPORTED,
                        "expected weights of 32 or 16 bits to merge an adapter into but those of " + module
                                + " are quantized (" + quantized.get() + "): use the graph before quantization, or one"
                                + " with inputs for adapters")
                : new ModelFileException(
                        adapter,
                        Reason.UNSUPPORTED,
                        "expected an adapter of this base but " + file + " has no weights of " + module);
    }
}
