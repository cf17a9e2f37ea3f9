// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.sizing;

import dev.tokka.Money;
import dev.tokka.sizing.AnswerTime;
import dev.tokka.sizing.Device;
import dev.tokka.sizing.Efficiency;
import dev.tokka.sizing.Fit;
import dev.tokka.sizing.Lora;
import dev.tokka.sizing.MemoryBill;
import dev.tokka.sizing.ModelArchitecture;
import dev.tokka.sizing.Roofline;
import dev.tokka.sizing.cost.CostBill;
import dev.tokka.sizing.cost.CostLine;
import dev.tokka.sizing.cost.CostPart;
import dev.tokka.sizing.cost.OwnModel;
import dev.tokka.sizing.cost.Spending;
import dev.tokka.sizing.cost.Tariff;
import dev.tokka.sizing.cost.Workload;
import dev.tokka.sizing.training.TrainingRun;
import dev.tokka.sizing.training.Tuning;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Prints what a model costs on a device: memory, time, money and energy of answers, and what a training takes.
 *
 * <p>Started by {@code mvn -q -Psizing -Dmodel=NAME -Ddevice=NAME}; {@code docs/sizing.md} says which other properties there
 * are.
 */
public final class SizingBill {

    private static final double UTILIZATION = 0.35;
    private static final int RANK = 16;

    private final PrintStream out;

    /** Makes a bill that prints to {@code out}. */
    public SizingBill(PrintStream out) {
        this.out = out;
    }

    /** Runs the example; ends with status 1 and one line on the error stream if something is wrong with the input. */
    public static void main(String... args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        try {
            new SizingBill(out).run(SizingRequest.of(System.getProperties()));
        } catch (IllegalArgumentException | IllegalStateException e) {
            err.println("sizing: " + e.getMessage());
            System.exit(1);
        } catch (IOException e) {
            err.println("sizing: the configuration cannot be read: " + e.getMessage());
            System.exit(1);
        }
    }

    /** Prints the bill. */
    public void run(SizingRequest request) {
        ModelArchitecture model = request.deployment().model();
        line(
                "%s: %,d parameters, %,d for a token",
                model.name(), model.parameters().total(), model.parameters().active());
        line("%s on %s", request.deployment(), request.device());
        memory(request);
        if (!model.shape().decoder()) {
            line("%nAn encoder writes no answers.");
            return;
        }
        Roofline roofline = new Roofline(request.deployment(), request.device(), Efficiency.PLANNING);
        time(roofline, request.workload());
        if (request.perHour().isEmpty()) {
            line("%nNo price of this device is known: give yours with -Dhourly=DOLLARS.");
            return;
        }
        Tariff tariff = Tariff.rented(request.perHour().get(), 1);
        CostBill answers = answers(request, new OwnModel(roofline, tariff));
        training(request, tariff, answers);
    }

    private void memory(SizingRequest request) {
        Fit fit = request.deployment().fit(request.device());
        line("%nMemory");
        for (MemoryBill.Item item : fit.memory().items()) {
            line("  %-12s %,18d bytes", lower(item.part()), item.bytes());
        }
        line("  %-12s %,18d bytes", "total", fit.memory().total());
        if (fit.fits()) {
            line(
                    "  It fits: %,d bytes may be used; the largest part is %s.",
                    fit.usableBytes(), lower(fit.memory().largest().part()));
            return;
        }
        line(
                "  It does not fit: %,d bytes are missing; the largest part is %s.",
                fit.missingBytes(), lower(fit.memory().largest().part()));
        fit.remedies().forEach(remedy -> line("  What would do: %s", remedy));
    }

    private void time(Roofline roofline, Workload workload) {
        AnswerTime time = roofline.answer(workload.read(), workload.written());
        line("%nTime, at half of the peak and 0.6 of the bandwidth; without waiting");
        line(
                "  reads %,d tokens in %.3f s (bound by %s)",
                workload.read(),
                time.reading().toNanos() / 1e9,
                lower(roofline.reading(workload.read()).bound()));
        line(
                "  writes %,d tokens in %.3f s, %.1f a second (bound by %s)",
                workload.written(),
                time.writing().toNanos() / 1e9,
                time.tokensPerSecond(),
                lower(roofline.writing(workload.read() + 1).bound()));
    }

    private CostBill answers(SizingRequest request, OwnModel model) {
        CostBill bill = CostBill.of(model, request.workload());
        line(
                "%n1,000 answers, at %s an hour of a device that is never idle",
                money(model.tariff().perHour()));
        for (CostPart part : bill.parts().keySet()) {
            spending(lower(part), bill.of(part));
        }
        spending("total", bill.total());
        return bill;
    }

    private void training(SizingRequest request, Tariff tariff, CostBill answers) {
        ModelArchitecture model = request.deployment().model();
        Tuning qlora = Tuning.qlora(model, Lora.everywhere(RANK));
        Map<String, Tuning> methods = new TreeMap<>(Map.of(
                "full", Tuning.full(model),
                "lora", Tuning.lora(model, Lora.everywhere(RANK)),
                "qlora", qlora));
        line("%nTraining on %,d tokens, at %.2f of the peak", request.trainingTokens(), UTILIZATION);
        methods.forEach((name, tuning) -> {
            long bytes = tuning.memory().total();
            int devices = devices(bytes, request.device());
            TrainingRun run = tuning.run(request.trainingTokens(), request.device(), UTILIZATION);
            line(
                    "  %-6s %,18d bytes (%d x %s), %.1f device hours, %s, %.2f kWh",
                    name,
                    bytes,
                    devices,
                    request.device(),
                    run.hours(),
                    money(run.spending(tariff).money()),
                    run.energy().kilowattHours());
        });
        if (request.workload().retrieved() > 0) {
            TrainingRun run = qlora.run(request.trainingTokens(), request.device(), UTILIZATION);
            breakEven(answers, run.spending(tariff));
        }
    }

    /** Says from how many answers on an adapter is cheaper than passages, if it answers as well without them. */
    private void breakEven(CostBill answers, Spending training) {
        Money all = answers.total().money();
        Money passages = answers.of(CostPart.RETRIEVED).money();
        Money none = new Money(BigDecimal.ZERO, all.currency());
        CostLine retrieval = new CostLine("retrieval", none, all);
        CostLine tuned = new CostLine(
                "tuned", training.money(), new Money(all.amount().subtract(passages.amount()), all.currency()));
        OptionalLong from = tuned.breakEven(retrieval);
        line(
                "%nAn adapter that makes passages unnecessary pays off %s",
                from.isPresent()
                        ? String.format(
                                Locale.ROOT,
                                "from %,d answers on; whether it answers as well must be measured.",
                                from.getAsLong())
                        : "never.");
    }

    private static int devices(long bytes, Device device) {
        return (int) Math.ceil(bytes / (device.memoryBytes() * 0.9));
    }

    private void spending(String name, Spending spending) {
        line(
                "  %-12s %s  %8.4f kWh",
                name, money(spending.money()), spending.energy().kilowattHours());
    }

    private static String money(Money money) {
        return String.format(Locale.ROOT, "%s %.4f", money.currency().getCurrencyCode(), money.amount());
    }

    private static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }

    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
