package io.lamplighter.shell;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "harden",
        description = "Lights the logs that are missing in whole regions. A dry run without --apply.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  lamplighter ${bundle:word.cloud} harden --all-regions",
            "  lamplighter ${bundle:word.cloud} harden --region ${bundle:word.someRegion} --source ${bundle:word.someSource} --apply"
        })
final class HardenVerb extends Verb {
    @Mixin
    Asked asked;

    @Option(names = "--apply", description = "Do it; without this, only say what would be done.")
    boolean apply;

    HardenVerb(Cloud cloud, Desk desk) {
        super(cloud, desk);
        asked = new Asked(cloud.words());
    }

    @Override
    ExitCode run() throws InterruptedException {
        Cloud.Session session = cloud.enter(asked.firstRegion());
        var alerts = asked.alerts(session, "harden");
        long looks = alerts.stream()
                .mapToLong(a ->
                        (long) a.request().regions().size() * session.sources().size())
                .sum();
        return respond(session, alerts, apply, looks);
    }
}
