# The same indices by R's package survey (Rscript figures.R, in this folder): writes figures.csv.
# A share is a ratio of totals over those who answered; a factor and the whole are means of shares with their covariances.
library(survey)
items <- sprintf("item_%02d", 1:22)
factors <- list(access = items[1:5], procedures = items[6:10], staff = items[11:14], results = items[15:18], feedback = items[19:22])

indices <- function(design, file, domain, name) {
  num <- as.formula(paste("~", paste0("y_", items, collapse = "+")))
  den <- as.formula(paste("~", paste0("d_", items, collapse = "+")))
  rows <- list()
  each <- list()
  for (i in items) {
    r <- svyratio(as.formula(paste0("~y_", i)), as.formula(paste0("~d_", i)), design)
    ci <- confint(r, df = degf(design))
    rows[[i]] <- c(coef(r), SE(r), ci)
    # linearised values of this item, to be joined below
    each[[i]] <- (design$variables[[paste0("y_", i)]] - as.numeric(coef(r)) * design$variables[[paste0("d_", i)]]) /
      sum(weights(design) * design$variables[[paste0("d_", i)]])
  }
  for (f in c(names(factors), "all")) {
    of <- if (f == "all") items else factors[[f]]
    value <- mean(sapply(of, function(i) rows[[i]][1]))
    z <- Reduce(`+`, each[of]) / length(of)
    d <- update(design, z = z)
    se <- as.numeric(SE(svytotal(~z, d)))
    t <- qt(0.975, degf(design))
    rows[[if (f == "all") "all" else paste0("factor:", f)]] <- c(value, se, value - t * se, value + t * se)
  }
  out <- do.call(rbind, rows)
  data.frame(file = file, domain = domain, name = name, index = names(rows), value = out[, 1], error = out[, 2],
             low = out[, 3], high = out[, 4], df = degf(design))
}

prepare <- function(file) {
  d <- read.csv(file, colClasses = c(unit = "character", stratum = "character", cluster = "character"))
  for (i in items) {
    d[[paste0("d_", i)]] <- as.numeric(!is.na(d[[i]]))
    d[[paste0("y_", i)]] <- as.numeric(!is.na(d[[i]]) & d[[i]] >= 4)
  }
  d
}

all <- list()
a <- prepare("clustered.csv")
a <- merge(a, read.csv("clustered_design.csv"), by = "stratum")
da <- svydesign(ids = ~cluster, strata = ~stratum, weights = ~weight, fpc = ~clusters, data = a, nest = TRUE)
all[[1]] <- indices(da, "clustered.csv", "all", "")
for (u in sort(unique(a$unit))) all[[length(all) + 1]] <- indices(subset(da, unit == u), "clustered.csv", "unit", u)
b <- prepare("crossing.csv")
db <- svydesign(ids = ~cluster, strata = ~stratum, weights = ~weight, data = b, nest = TRUE)
all[[length(all) + 1]] <- indices(db, "crossing.csv", "all", "")
for (u in sort(unique(b$unit))) all[[length(all) + 1]] <- indices(subset(db, unit == u), "crossing.csv", "unit", u)
write.csv(do.call(rbind, all), "figures.csv", row.names = FALSE, quote = FALSE)

# The difference of two units of crossing.csv, whole index, and a mean instead of shares.
z <- function(design) {
  w <- weights(design)
  Reduce(`+`, lapply(items, function(i) {
    y <- design$variables[[paste0("y_", i)]]; n <- design$variables[[paste0("d_", i)]]
    (y - sum(w * y) / sum(w * n) * n) / sum(w * n)
  })) / length(items)
}
one <- subset(db, unit == "don-vi-0"); two <- subset(db, unit == "don-vi-1")
v <- function(design) mean(sapply(items, function(i) { w <- weights(design); sum(w * design$variables[[paste0("y_", i)]]) / sum(w * design$variables[[paste0("d_", i)]]) }))
b$zz <- 0
b$zz[b$unit == "don-vi-0"] <- z(one); b$zz[b$unit == "don-vi-1"] <- -z(two)
dd <- svydesign(ids = ~cluster, strata = ~stratum, weights = ~weight, data = b, nest = TRUE)
pair <- subset(dd, unit %in% c("don-vi-0", "don-vi-1"))
m <- svyratio(~item_03, ~d_item_03, subset(db, !is.na(item_03)))
cat(sprintf("difference,%.10f,%.10f,%d\n", v(one) - v(two), SE(svytotal(~zz, pair)), degf(pair)),
    sprintf("mean,%.10f,%.10f,%d\n", coef(m), SE(m), degf(subset(db, !is.na(item_03)))), sep = "", file = "more.csv")
