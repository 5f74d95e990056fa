/* Tendon lengths of a MuJoCo model over poses: reads counts of passes, answers with milliseconds of processor time a pass. */
#include <mujoco/mujoco.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* One pass over the poses; mj_tendon computes lengths and moment arms in one, of which only the latter ask for mj_comPos. */
static void pass(const mjModel *model, mjData *data, const mjtNum *poses, int count, int arms, mjtNum *lengths)
{
    for (int pose = 0; pose < count; pose++) {
        memcpy(data->qpos, poses + pose * model->nq, sizeof(mjtNum) * model->nq);
        mj_kinematics(model, data);
        if (arms) mj_comPos(model, data);
        mj_tendon(model, data);
        memcpy(lengths + pose * model->ntendon, data->ten_length, sizeof(mjtNum) * model->ntendon);
    }
}

/* MODEL POSES COUNT LENGTHS MODE: poses in, and lengths out, as rows of doubles; the mode is lengths or arms. */
int main(int argc, char **argv)
{
    char error[1000] = "";
    mjModel *model = argc == 6 ? mj_loadXML(argv[1], NULL, error, sizeof error) : NULL;
    if (!model) {
        fprintf(stderr, "%s\n", error);
        return 1;
    }
    mjData *data = mj_makeData(model);
    int count = atoi(argv[3]), arms = !strcmp(argv[5], "arms");
    mjtNum *poses = malloc(sizeof(mjtNum) * count * model->nq), *lengths = malloc(sizeof(mjtNum) * count * model->ntendon);
    FILE *file = fopen(argv[2], "rb");
    if (!file || fread(poses, sizeof(mjtNum), count * model->nq, file) != (size_t)(count * model->nq)) return 1;
    fclose(file);
    pass(model, data, poses, count, arms, lengths);
    file = fopen(argv[4], "wb");
    if (!file) return 1;
    fwrite(lengths, sizeof(mjtNum), count * model->ntendon, file);
    fclose(file);
    printf("MuJoCo %s\n", mj_versionString());
    fflush(stdout);
    for (int passes; scanf("%d", &passes) == 1;) {
        clock_t start = clock();
        for (int i = 0; i < passes; i++) pass(model, data, poses, count, arms, lengths);
        printf("%.9g\n", (double)(clock() - start) * 1e3 / CLOCKS_PER_SEC / passes);
        fflush(stdout);
    }
    return 0;
}
